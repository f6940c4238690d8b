/* test_xgboost.c - what the golden XGBoost models do not cover: layouts of old releases,
 * edits by hand, choices of rounds and classes.
 *
 * Models are written here with ' for " and @ for the parts that a case changes.  More of
 * it is in test_xgboost_ubj.c. */
#include "test/check.h"
#include "test/model_text.h"

/* ---- layouts ---- */

/* 1.0: no version, no split_type, no lists of rounds, of names or of deleted nodes, flags
 * as booleans, base_score as "%f". */
static const char oldest[] =
    "{'learner':{'attributes':{},"
    "'gradient_booster':{'model':{'gbtree_model_param':{'num_trees':'2',"
    "'size_leaf_vector':'0'},'tree_info':[0,0],'trees':[{'base_weights':[9,9,9],"
    "'default_left':[true,false,false],'id':0,'leaf_child_counts':[0,0,0],"
    "'left_children':[1,-1,-1],'loss_changes':[9,0,0],'parents':[2147483647,0,0],"
    "'right_children':[2,-1,-1],'split_conditions':[5E-1,-1E0,2E0],"
    "'split_indices':[1,0,0],'sum_hessian':[9,9,9],"
    "'tree_param':{'num_feature':'2','num_nodes':'3','size_leaf_vector':'0'}},"
    "{'default_left':[false,false,false,false,false],'id':1,"
    "'left_children':[3,-1,-1,-1,-1],'right_children':[4,-1,-1,-1,-1],"
    "'split_conditions':[1.5,7E0,7E0,1E1,2E1],"
    "'split_indices':[0,2147483647,2147483647,0,0],"
    "'tree_param':{'num_feature':'2','num_nodes':'5','size_leaf_vector':'0'}}]},"
    "'name':'gbtree'},'learner_model_param':{'base_score':'0.500000','num_class':'0',"
    "'num_feature':'2'},'objective':{'name':'reg:linear'}}}";

static void test_oldest(void)
{
    struct loaded l;
    load_text(&l, oldest, NULL);
    CHECK("oldest", l.model);
    CHECK("oldest", score(&l, (double[]){ 0, 0 }).margin[0] == 0.5 - 1 + 10);
    CHECK("oldest", score(&l, (double[]){ 2, 0.5 }).margin[0] == 0.5 + 2 + 20);
    CHECK("oldest", score(&l, (double[]){ NAN, NAN }).margin[0] == 0.5 - 1 + 20);
    if (l.model) {
        CHECK("oldest", l.model->rounds == 2 && l.model->rounds_used == 2);
        CHECK("oldest", l.model->names_made_up && l.model->n_columns == 2);
        CHECK("oldest", str_eq(l.model->column[1].name, STR("f1")));
        CHECK("oldest", str_eq(l.model->trainer, STR("XGBoost")));
        CHECK("oldest", str_eq(l.model->kind, STR("regression")));
    }
    unload(&l);
}

/* The same, with every key in another place than where XGBoost writes it, blanks, a byte
 * order mark, commas before closing brackets, and something behind the end. */
static const char shuffled[] =
    "\xEF\xBB\xBF \n { 'version' : [ 3 , 2 , 0 ] , 'learner' : { 'objective' : { 'name' :"
    " 'reg:squarederror' , 'reg_loss_param' : { 'scale_pos_weight' : '1' } } ,"
    " 'learner_model_param' : { 'num_target' : '1' , 'num_feature' : '2' , 'num_class' :"
    " '0' , 'boost_from_average' : '1' , 'base_score' : '[5E-1]' } , 'gradient_booster' :"
    " { 'name' : 'gbtree' , 'model' : { 'trees' : [ { 'tree_param' : { 'num_nodes' :"
    " '3' , 'num_deleted' : '0' } , 'split_indices' : [ 1 , 0 , 0 , ]"
    " , 'split_conditions' : [ 0.5 , -1 , 2 ] , 'right_children' : [ 2 , -1 , -1 ] ,"
    " 'left_children' : [ 1 , -1 , -1 ] , 'id' : 0 , 'default_left' : [ 1 , 0 , 0 ] ,"
    " 'unknown' : { 'a' : [ null , [ ] , { } ] } } ] , 'tree_info' : [ 0 ] ,"
    " 'iteration_indptr' : [ 0 , 1 ] , 'gbtree_model_param' : { 'num_trees' : '1' } } } ,"
    " 'feature_names' : [ 'say \\'a\\'' , 'b\\u0041' ] , 'feature_types' : [ 'float' ,"
    " 'c' ] , 'attributes' : { 'best_iteration' : '0' } } } what stands here is not read";

static void test_shuffled(void)
{
    struct loaded l;
    load_text(&l, shuffled, NULL);
    CHECK("shuffled", l.model);
    CHECK("shuffled", score(&l, (double[]){ 0, 0.25 }).margin[0] == -0.5);
    CHECK("shuffled", score(&l, (double[]){ 0, 0.5 }).margin[0] == 2.5);
    if (l.model) {
        CHECK("shuffled", str_eq(l.model->column[0].name, STR("say \"a\"")));
        CHECK("shuffled", str_eq(l.model->column[1].name, STR("b\\u0041")));
        CHECK("shuffled", l.model->column[1].type == COLUMN_CODE);
        CHECK("shuffled", !l.model->names_made_up);
        CHECK("shuffled", str_eq(l.model->trainer, STR("XGBoost 3.2.0")));
    }
    unload(&l);
}

/* ---- a stump whose parts can be changed ---- */

/* @: threshold and leaves. */
static const char stump[] =
    "{'learner':{'gradient_booster':{'model':{'gbtree_model_param':{'num_trees':'1'},"
    "'tree_info':[0],'trees':[{'default_left':[0,0,0],'id':0,'left_children':[1,-1,-1],"
    "'right_children':[2,-1,-1],'split_conditions':[@],'split_indices':[0,0,0],"
    "'tree_param':{'num_nodes':'3'}}]},'name':'gbtree'},'learner_model_param':"
    "{'base_score':'0','num_class':'0','num_feature':'1'},'objective':{'name':"
    "'reg:squarederror'}}}";

static const struct {
    const char *numbers;
    double x, out;
} stumps[] = {
    { "Infinity,1E0,2E0", 3.4028234663852886e38, 1 },
    { "Infinity,1E0,2E0", INFINITY, 2 },
    { "Infinity,1E0,2E0", -INFINITY, 1 },
    { "1e999,1E0,2E0", 1e39, 2 },               /* both become infinite */
    { "-Infinity,1E0,2E0", -INFINITY, 2 },
    { "-Infinity,1E0,2E0", -3.4028234663852886e38, 2 },
    { "1E-45,1E0,2E0", 0, 1 },
    { "1E-45,1E0,2E0", 1e-45, 2 },
    { "-0.0,1E0,2E0", 0, 2 },
    { "-0.0,1E0,2E0", -1e-45, 1 },
    { "0.0,1E0,2E0", -0.0, 2 },
    { "1,2,3", 0.99999999, 3 },                 /* rounds to 1 before it is compared */
    { "1,2,3", 0.9999999, 2 },
    { "0,1E-40,-1E-40", 1, (double)-1E-40f },
    { "1E0,2E0,3E0", NAN, 3 },
    { "16777217,1,2", 16777216.0, 2 },          /* is rounded, half to even */
    /* decimal to float at once, not through double */
    { "1.00000017881393432617187499,1,2", 1.0000001192092896, 2 },
    { "1.00000017881393432617187500,1,2", 1.0000001192092896, 1 },
};

static void test_stumps(void)
{
    struct buf b = { 0 };
    for (size_t i = 0; i < sizeof stumps / sizeof *stumps; i++) {
        struct loaded l;
        load_text(&l, with(&b, stump, stumps[i].numbers), NULL);
        const struct result r = score(&l, &stumps[i].x);
        CHECK(stumps[i].numbers, same(r.margin[0], stumps[i].out));
        unload(&l);
    }
    buf_release(&b);
}

/* ---- base_score ---- */

/* @: version, trees, base_score, objective. */
static const char leaf[] =
    "{'version':[@],'learner':{'gradient_booster':{'model':{'gbtree_model_param':"
    "{'num_trees':'1'},'tree_info':[0],'trees':[{'default_left':[0],'id':0,"
    "'left_children':[-1],'right_children':[-1],'split_conditions':[0E0],"
    "'split_indices':[0],'tree_param':{'num_nodes':'1'}}]},'name':'gbtree'},"
    "'learner_model_param':{'base_score':'@','boost_from_average':'1','num_class':'0',"
    "'num_feature':'1'},'objective':{'name':'@'}}}";

static const struct {
    const char *version, *base_score, *objective;
    double margin;
} bases[] = {
    { "3,2,0", "[5E-1]", "reg:squarederror", 0.5 },
    { "3,2,0", "(5E-1)", "reg:squarederror", 0.5 },
    { "3,2,0", " [ 5E-1 , ] ", "reg:squarederror", 0.5 },
    { "2,0,3", "5E-1", "reg:squarederror", 0.5 },
    { "1,0,2", "0.500000", "reg:squarederror", 0.5 },
    { "3,4,1", "1", "reg:squarederror", 1 },
    { "3,4,1", "-1.5", "reg:squarederror", -1.5 },
    { "3,4,1", "0.1000000000000000055511151231257827", "reg:squarederror", (double)0.1f },
    { "1,2,1", "5E-1", "binary:logitraw", 0 },
    { "1,3,0", "5E-1", "binary:logitraw", 0.5 },
    { "0,0,0", "5E-1", "binary:logitraw", 0.5 },
    { "3,2,0", "[0E0]", "count:poisson", -INFINITY },
    { "3,2,0", "[1E0]", "reg:gamma", 0 },
};

static const char *leaf_model(struct buf *b, const char *version, const char *base_score,
                              const char *objective)
{
    struct buf one = { 0 }, two = { 0 };
    with(&one, leaf, version);
    with(&two, one.at, base_score);
    with(b, two.at, objective);
    buf_release(&one);
    buf_release(&two);
    return b->at;
}

static void test_bases(void)
{
    struct buf b = { 0 };
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        struct loaded l;
        load_text(&l, leaf_model(&b, bases[i].version, bases[i].base_score,
                                 bases[i].objective), NULL);
        const double got = score(&l, (double[]){ 0 }).margin[0];
        CHECK(bases[i].base_score, got == bases[i].margin);
        unload(&l);
    }
    buf_release(&b);
}

/* ---- objectives ---- */

static const struct {
    const char *name, *kind;
    double margin, out;     /* of a base_score of 0.5 */
} objectives[] = {
    { "reg:squarederror", "regression", 0.5, 0.5 },
    { "reg:linear", "regression", 0.5, 0.5 },
    { "reg:squaredlogerror", "regression", 0.5, 0.5 },
    { "reg:pseudohubererror", "regression", 0.5, 0.5 },
    { "reg:absoluteerror", "regression", 0.5, 0.5 },
    { "reg:logistic", "regression", 0, 0.5 },
    { "reg:gamma", "regression", (double)-0.693147182f, 0.5 },
    { "reg:tweedie", "regression", (double)-0.693147182f, 0.5 },
    { "count:poisson", "regression", (double)-0.693147182f, 0.5 },
    { "reg:quantileerror", "quantile regression", 0.5, 0.5 },
    { "reg:expectileerror", "expectile regression", 0.5, 0.5 },
    { "binary:logistic", "binary classifier", 0, 0.5 },
    { "binary:logitraw", "raw scores", 0.5, 0.5 },
    { "binary:hinge", "binary classifier", 0.5, 1 },
    { "rank:pairwise", "ranking", 0.5, 0.5 },
    { "rank:ndcg", "ranking", 0.5, 0.5 },
    { "rank:map", "ranking", 0.5, 0.5 },
    { "survival:cox", "survival", (double)-0.693147182f, 0.5 },
    { "survival:aft", "survival", (double)-0.693147182f, 0.5 },
};

static void test_objectives(void)
{
    struct buf b = { 0 };
    for (size_t i = 0; i < sizeof objectives / sizeof *objectives; i++) {
        struct loaded l;
        load_text(&l, leaf_model(&b, "3,4,1", "[5E-1]", objectives[i].name), NULL);
        const struct result r = score(&l, (double[]){ 0 });
        CHECK(objectives[i].name, r.margin[0] == objectives[i].margin);
        CHECK(objectives[i].name, r.out[0] == objectives[i].out);
        CHECK(objectives[i].name,
              l.model && str_eq(l.model->kind, str_of(objectives[i].kind)));
        unload(&l);
    }
    buf_release(&b);
}

/* The names of classes have to be as many as the classes. */
static void test_classes(void)
{
    const struct str names[] = { STR("no"), STR("yes"), STR("maybe") };
    struct buf b = { 0 };
    struct loaded l;
    struct load_options o = { .classes = names, .n_classes = 2 };
    load_text(&l, leaf_model(&b, "3,2,0", "[5E-1]", "binary:logistic"), &o);
    CHECK("two classes", l.model && l.model->output[0].type == OUTPUT_CLASS
                         && str_eq(l.model->output[0].classes->name[1], STR("yes")));
    unload(&l);
    o.n_classes = 3;
    load_text(&l, leaf_model(&b, "3,2,0", "[5E-1]", "binary:hinge"), &o);
    CHECK("three classes", !l.model && l.err.kind == ERR_USAGE);
    unload(&l);
    load_text(&l, leaf_model(&b, "3,2,0", "[5E-1]", "reg:squarederror"), &o);
    CHECK("no classes", !l.model && l.err.kind == ERR_USAGE);
    unload(&l);
    buf_release(&b);
}

/* ---- rounds ---- */

/* Six leaves 1, 2, 4 ... 32.  @: attributes, parameters, groups of the trees, OUT. */
static const char six[] =
    "{'learner':{'attributes':{@},'gradient_booster':{'model':{'gbtree_model_param':"
    "{'num_trees':'6'@},'tree_info':[@],'trees':[@]},'name':'gbtree'},"
    "'learner_model_param':{'base_score':'0','num_class':'0','num_target':'@',"
    "'num_feature':'1'},'objective':{'name':'reg:squarederror'}}}";

static void add_leaves(struct buf *trees)
{
    for (int t = 0; t < 6; t++)
        buf_addf(trees, "%s{'default_left':[0],'id':%d,'left_children':[-1],"
                 "'right_children':[-1],'split_conditions':[%d],'split_indices':[0],"
                 "'tree_param':{'num_nodes':'1'}}", t ? "," : "", t, 1 << t);
    buf_add_char(trees, '\0');
}

static void load_six(struct loaded *l, const char *const part[4],
                     const struct load_options *o)
{
    struct buf trees = { 0 }, text[2] = { { 0 }, { 0 } };
    add_leaves(&trees);
    with(&text[0], six, part[0]);
    with(&text[1], text[0].at, part[1]);
    with(&text[0], text[1].at, part[2]);
    with(&text[1], text[0].at, trees.at);
    load_text(l, with(&text[0], text[1].at, part[3]), o);
    buf_release(&trees);
    buf_release(&text[0]);
    buf_release(&text[1]);
}

#define BEST(i) "'best_iteration':'" i "'"

static const struct {
    const char *which;
    const char *part[4];
    enum trees trees;
    uint32_t n;
    double sum;             /* of the first output; NaN: refused */
    uint32_t rounds;
} rounds[] = {
    { "all", { "", "", "0,0,0,0,0,0", "1" }, TREES_BEST, 0, 63, 6 },
    { "first two", { "", "", "0,0,0,0,0,0", "1" }, TREES_COUNT, 2, 3, 6 },
    { "best", { BEST("2"), "", "0,0,0,0,0,0", "1" }, TREES_BEST, 0, 7, 6 },
    { "not best", { BEST("2"), "", "0,0,0,0,0,0", "1" }, TREES_ALL, 0, 63, 6 },
    { "best of a forest", { BEST("0"), ",'num_parallel_tree':'3'", "0,0,0,0,0,0", "1" },
      TREES_BEST, 0, 7, 2 },
    { "best of two groups", { BEST("1"), "", "0,1,0,1,0,1", "2" }, TREES_BEST, 0, 5, 3 },
    { "best of an old forest", { BEST("0") ",'best_ntree_limit':'2'", "", "0,0,0,0,0,0",
      "1" }, TREES_BEST, 0, 3, 3 },
    { "best is none", { BEST("-1"), "", "0,0,0,0,0,0", "1" }, TREES_BEST, 0, 63, 6 },
    { "best is too many", { BEST("6"), "", "0,0,0,0,0,0", "1" }, TREES_BEST, 0, NAN, 0 },
    { "rounds unknown", { "", ",'num_parallel_tree':'4'", "0,0,0,0,0,0", "1" },
      TREES_BEST, 0, 63, 1 },
    { "rounds unknown, first", { "", ",'num_parallel_tree':'4'", "0,0,0,0,0,0", "1" },
      TREES_COUNT, 1, NAN, 0 },
    { "rounds unknown, best", { BEST("0"), ",'num_parallel_tree':'4'", "0,0,0,0,0,0",
      "1" }, TREES_BEST, 0, NAN, 0 },
    { "too many", { "", "", "0,0,0,0,0,0", "1" }, TREES_COUNT, 7, NAN, 0 },
};

static void test_rounds(void)
{
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        struct loaded l;
        load_six(&l, rounds[i].part, &(struct load_options){
            .trees = rounds[i].trees, .n_rounds = rounds[i].n });
        CHECK(rounds[i].which, same(score(&l, (double[]){ 0 }).margin[0], rounds[i].sum));
        CHECK(rounds[i].which, (l.model == NULL) == isnan(rounds[i].sum));
        CHECK(rounds[i].which, !l.model || l.model->rounds == rounds[i].rounds);
        unload(&l);
    }
}

/* ---- DART and linear models ---- */

/* @: the booster. */
static const char minus_zero[] =
    "{'version':[3,2,0],'learner':{'gradient_booster':{@},'learner_model_param':"
    "{'base_score':'-0','num_class':'0','num_feature':'1'},'objective':{'name':"
    "'reg:squarederror'}}}";

#define LEAF_TREE "'gbtree_model_param':{'num_trees':'1'},'tree_info':[0],'trees':[" \
    "{'default_left':[0],'id':0,'left_children':[-1],'right_children':[-1]," \
    "'split_conditions':[-0.0],'split_indices':[0],'tree_param':{'num_nodes':'1'}}]"

static const struct {
    const char *booster;
    double margin;
} boosters[] = {
    { "'name':'gbtree','model':{" LEAF_TREE "}", -0.0 },
    { "'name':'gbtree','weight_drop':[],'model':{" LEAF_TREE "}", -0.0 },
    { "'name':'gbtree','weight_drop':[5E-1],'model':{" LEAF_TREE "}", -0.0 },
    { "'name':'gbtree','model':{" LEAF_TREE ",'weight_drop':[5E-1]}", -0.0 },
    { "'name':'dart','weight_drop':[5E-1],'gbtree':{'name':'gbtree','model':{" LEAF_TREE
      "}}", 0.0 },
    { "'name':'gblinear','model':{'boosted_rounds':1,'weights':[2E0,3E0]}", 6.0 },
    { "'name':'gblinear','model':{'weights':[]}", 0.0 },
};

static void test_boosters(void)
{
    struct buf b = { 0 };
    for (size_t i = 0; i < sizeof boosters / sizeof *boosters; i++) {
        struct loaded l;
        load_text(&l, with(&b, minus_zero, boosters[i].booster), NULL);
        CHECK(boosters[i].booster,
              same(score(&l, (double[]){ 1.5 }).margin[0], boosters[i].margin));
        unload(&l);
    }
    buf_release(&b);
}

/* ---- what is recognised ---- */

static const struct {
    struct str head;
    bool is_xgboost;
} heads[] = {
    { STR("{\"learner\":{"), true },
    { STR(" \n{ \"version\": [1,0,0], \"learner\":{"), true },
    { STR("\xEF\xBB\xBF{\"learner\":{"), true },
    { STR("{\"Config\":{"), true },
    { STR("{L\0\0\0\0\0\0\0\7learner{"), true },
    { STR("{i\7learner{"), true },
    { STR("binf"), true },
    { STR("bs64\tAAAA"), true },
    { STR("CONFIG-offset:"), true },
    { STR("booster[0]:\n0:[f0<1] yes=1,no=2,missing=1\n"), true },
    { STR("[ { \"nodeid\": 0, \"leaf\": 1 } ]"), true },
    { STR(""), false },
    { STR("{"), false },
    { STR("{}"), false },
    { STR("{\"name\":\"tree\",\"version\":\"v4\"}"), false },
    { STR("{L\0\0\0\0\0\0\0\4name"), false },
    { STR("[1,2,3]"), false },
    { STR("tree\nversion=v4\n"), false },
    { STR("a,b,c\n1,2,3\n"), false },
};

static void test_sniff(void)
{
    const struct format *f = format_find("xgboost", STR(""));
    CHECK("the format", f);
    for (size_t i = 0; f && i < sizeof heads / sizeof *heads; i++)
        CHECK(heads[i].head.at, f->sniff(heads[i].head) == heads[i].is_xgboost);
}

int main(void)
{
    test_sniff();
    test_oldest();
    test_shuffled();
    test_stumps();
    test_bases();
    test_objectives();
    test_classes();
    test_rounds();
    test_boosters();
    return check_report();
}
