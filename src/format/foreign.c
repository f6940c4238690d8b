#include "format/foreign.h"

#include <stdint.h>

/* Is `text` somewhere in the head? */
static bool has(struct str head, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= head.len; i++)
        if (memcmp(head.at + i, text, n) == 0)
            return true;
    return false;
}

/* Protocol 2 and later begin with 0x80 and the number; 0 and 1 with a mark. */
static bool is_pickle(struct str h)
{
    return (h.len > 1 && (unsigned char)h.at[0] == 0x80 && h.at[1] >= 2 && h.at[1] <= 5)
        || str_starts(h, STR("ccopy_reg\n")) || str_starts(h, STR("(dp0\n"));
}

static bool is_joblib(struct str h)
{
    return h.len > 1 && (unsigned char)h.at[0] == 0x78
        && ((unsigned char)h.at[1] == 0x9c || h.at[1] == 0x01);
}

static bool is_zip(struct str h)
{
    return str_starts(h, STR("PK\x03\x04"));
}

static bool is_catboost(struct str h)
{
    return str_starts(h, STR("CBM1"));
}

static bool is_catboost_json(struct str h)
{
    return str_starts(h, STR("{")) && has(h, "\"oblivious_trees\"");
}

static bool is_lightgbm_dump(struct str h)
{
    return str_starts(h, STR("{")) && has(h, "\"num_tree_per_iteration\"");
}

/* A protobuf whose field 1 (ir_version) is a small varint, and which names a producer. */
static bool is_onnx(struct str h)
{
    return h.len > 2 && h.at[0] == 8 && h.at[1] > 0 && h.at[1] < 32
        && (has(h, "onnx") || has(h, "TreeEnsemble") || h.at[2] == 0x12);
}

static bool is_pmml(struct str h)
{
    return has(h, "<PMML");
}

static bool is_text_dump(struct str h)
{
    return str_starts(h, STR("booster[0]")) || str_starts(h, STR("0:["));
}

static bool is_csv(struct str h)
{
    const char *end = memchr(h.at, '\n', h.len);
    return end && memchr(h.at, ',', (size_t)(end - h.at)) && !memchr(h.at, 0, h.len);
}

static bool is_anything(struct str h)
{
    (void)h;
    return true;
}

static const struct {
    bool (*is)(struct str head);
    const char *what, *remedy;
} kinds[] = {
    { is_pickle,
      "this is a Python pickle, which can run code; rowmill does not read pickles",
      "save the model itself where you trained: Booster.save_model(\"model.json\")"
      " (XGBoost) or Booster.save_model(\"model.txt\") (LightGBM)" },
    { is_joblib,
      "this looks like a compressed joblib file, a Python pickle that can run code;"
      " rowmill does not read pickles",
      "save the model itself where you trained: Booster.save_model(\"model.json\")"
      " (XGBoost) or Booster.save_model(\"model.txt\") (LightGBM)" },
    { is_catboost, "this is a CatBoost model, which is not read yet",
      "XGBoost (JSON, UBJSON) and LightGBM (text) models are" },
    { is_catboost_json, "this is a CatBoost model as JSON, which is not read yet",
      "XGBoost (JSON, UBJSON) and LightGBM (text) models are" },
    { is_onnx, "this is an ONNX model, which is not read yet",
      "XGBoost (JSON, UBJSON) and LightGBM (text) models are" },
    { is_pmml, "this is a PMML model, which is not read yet",
      "XGBoost (JSON, UBJSON) and LightGBM (text) models are" },
    { is_lightgbm_dump, "this is LightGBM's JSON dump, which is not a model that can be"
      " loaded", "save the model as text: Booster.save_model(\"model.txt\")" },
    { is_text_dump, "this is XGBoost's text dump, which has lost digits of the model",
      "save the model itself: Booster.save_model(\"model.json\")" },
    { is_zip, "this is a zip archive, not a model",
      "unpack it and name the model in it" },
    { is_csv, "this looks like a table, not a model",
      "to score it: rowmill score -m MODEL FILE" },
    { is_anything, "no format that is read knows this file",
      "`rowmill help formats` lists what is read; name it with --format if you are"
      " sure" },
};

bool foreign_refuse(struct str head, struct err *e)
{
    size_t i = 0;
    while (!kinds[i].is(head))
        i++;
    err_set(e, ERR_MODEL, "%s", kinds[i].what);
    err_remedy(e, "%s", kinds[i].remedy);
    return false;
}
