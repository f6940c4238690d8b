#!/bin/sh
# deb.sh - packs the tool for Debian: build/rowmill_VERSION_ARCH.deb, and no other.
# usage: scripts/deb.sh TOOL
#
# Plain dpkg-deb over a staged tree.  What it depends on is found by dpkg-shlibdeps where
# that is there; else it is the list of Debian 12.  DEBEMAIL and DEBFULLNAME say who made it.
set -eu
umask 022
tool=$1
version=$(sed -n 's/^#define ROWMILL_VERSION "\(.*\)"/\1/p' src/base/version.h)
arch=$(dpkg --print-architecture)
date=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
maintainer=${DEBEMAIL:+${DEBFULLNAME:-rowmill} <$DEBEMAIL>}
maintainer=${maintainer:-The rowmill authors <rowmill@rowmill.invalid>}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root doc=$work/root/usr/share/doc/rowmill
depends='libc6 (>= 2.36), libcsv3 (>= 3.0.3), libgomp1 (>= 12), libnettle8 (>= 3.8), zlib1g (>= 1:1.2.11)'

install -D -m 755 -s "$tool" "$root/usr/bin/rowmill"
mkdir -p "$root/usr/share/man/man1" "$root/DEBIAN" "$doc"
for page in man/*.1; do
    gzip -9nc "$page" >"$root/usr/share/man/man1/$(basename "$page").gz"
done
for page in man/*.5; do
    test -e "$page" || continue
    mkdir -p "$root/usr/share/man/man5"
    gzip -9nc "$page" >"$root/usr/share/man/man5/$(basename "$page").gz"
done

cat >"$doc/copyright" <<'COPYRIGHT'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: rowmill

Files: *
Copyright: 2026 The rowmill authors
License: Apache-2.0
 On Debian systems the full text of the Apache License, version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.
COPYRIGHT

gzip -9nc >"$doc/changelog.Debian.gz" <<CHANGES
rowmill ($version) unstable; urgency=medium

  * Version $version, as the source has it.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$date")
CHANGES

if command -v dpkg-shlibdeps >/dev/null; then
    mkdir "$work/debian"
    printf 'Source: rowmill\n\nPackage: rowmill\nArchitecture: any\n' >"$work/debian/control"
    found=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/rowmill 2>/dev/null |
        sed -n 's/^shlibs:Depends=//p') || found=
    depends=${found:-$depends}
fi

cat >"$root/DEBIAN/control" <<CONTROL
Package: rowmill
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Section: science
Priority: optional
Description: score CSV rows with tree ensembles
 Reads a model that XGBoost or LightGBM has trained and a table as CSV, and
 writes the predictions as CSV, with the same bits as the library that trained
 the model. It needs neither that library nor Python.
CONTROL
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$date" {} +

mkdir -p build
rm -f build/rowmill_*.deb
SOURCE_DATE_EPOCH=$date dpkg-deb -Zxz --root-owner-group --build "$root" \
    "build/rowmill_${version}_$arch.deb" >/dev/null
echo "build/rowmill_${version}_$arch.deb"
