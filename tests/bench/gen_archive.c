/* Makes text to measure with, the same on every machine.
 *
 *     gen_archive posts COUNT FOLDER   a file a post
 *     gen_archive page BYTES           one article of HTML, a paragraph a line
 *     gen_archive line BYTES           the same on one line
 *     gen_archive titles COUNT         titles of posts, a line each
 *
 * The posts have the shape of a news archive: most have a few KB, a quarter about one,
 * some over ten; a few of the 2,000 categories have nearly all posts; one in two hundred
 * has a title that is no YAML.  A post depends on nothing but its number. */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { CATEGORIES = 2000, HAN_BYTES = 3, POSTS_A_DAY = 150, PARAGRAPH_BYTES = 420 };

static const char han[] =
    "港务船队清晨出发海风渐强渔获入库市场开秤价格平稳灯塔守望潮水上涨石阶没入浅滩鱼汛将至网具修补"
    "工人连夜赶制木桶盐田收割白鹭归来小镇学堂书声不绝老街茶馆说书人讲旧事铁路桥墩加固列车缓行山路"
    "积雪未化邮差改走河谷果园剪枝春耕备种水库蓄满电站检修完毕夜航恢复旅客有序登岸";
enum { HAN = (sizeof han - 1) / HAN_BYTES };

static uint64_t state;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(void)
{
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static double draw_unit(void)
{
  return (double)(draw() >> 11) / (double)(UINT64_C(1) << 53);
}

static size_t put(FILE *f, const char *text)
{
  fputs(text, f);
  return strlen(text);
}

static size_t put_han(FILE *f, size_t characters)
{
  for (size_t i = 0; i < characters; i++) fwrite(han + draw() % HAN * HAN_BYTES, 1, HAN_BYTES, f);
  return characters * HAN_BYTES;
}

static size_t put_sentence(FILE *f)
{
  size_t bytes = put_han(f, 6 + draw() % 14);
  bytes += put(f, "，") + put_han(f, 4 + draw() % 12);
  if (draw() % 6 == 0)
    bytes += (size_t)fprintf(f, "%d.%d%%", (int)(draw() % 90), (int)(draw() % 10));
  if (draw() % 12 == 0) bytes += put(f, " North Quay ");
  return bytes + put(f, draw() % 9 ? "。" : "？");
}

static void put_page(FILE *f, size_t wanted_bytes, bool one_line)
{
  for (size_t bytes = 0; bytes < wanted_bytes;) {
    bool bold = draw() % 12 == 0;
    size_t end = bytes + PARAGRAPH_BYTES / 2 + draw() % PARAGRAPH_BYTES;
    bytes += put(f, bold ? "<p><strong>" : "<p>　　");
    do bytes += put_sentence(f);
    while (bytes < end && bytes < wanted_bytes && !bold);
    if (draw() % 7 == 0) bytes += put(f, "<a href=\"https://quay.example/berth\">泊位表</a>");
    bytes += put(f, bold ? "</strong></p>" : "</p>");
    if (!one_line) bytes += put(f, "\n");
  }
}

static size_t draw_bytes(void)
{
  double u = draw_unit();
  if (u < 0.25) return 400 + draw() % 900;
  if (u > 0.95) return 11000 + draw() % 9000;
  return 1300 + draw() % 7000;
}

/* The chance of category n falls with n. */
static int draw_category(void)
{
  return (int)pow(CATEGORIES, draw_unit()) - 1;
}

static void put_title(FILE *f, const char *middle)
{
  put_han(f, 8 + draw() % 14);
  fputs(middle, f);
  put_han(f, 4 + draw() % 6);
}

static void put_post(FILE *f, uint64_t number, const struct tm *day)
{
  int category = draw_category();
  bool broken = draw() % 200 == 0;
  fputs("---\nlayout: post\ntitle: \"", f);
  put_title(f, broken ? "\"潮讯\"" : "");
  fprintf(f, "\"\ndate: %04d-%02d-%02d %02d:%02d:%02d +0800\n", day->tm_year + 1900,
          day->tm_mon + 1, day->tm_mday, (int)(draw() % 24), (int)(draw() % 60),
          (int)(draw() % 60));
  fprintf(f, "categories: lanmu%d\ntags: 栏目%d 港讯\n---\n", category, category);
  put_page(f, draw_bytes(), draw() % 2);
  fprintf(f, "\n\n<https://wire.example/a?code=%" PRIu64 ">\n\n", number);
  fprintf(f, "[返回栏目](//quay.example/category/lanmu%d.html)｜[返回首页](//quay.example)\n",
          category);
}

static int make_posts(uint64_t count, const char *folder)
{
  mkdir(folder, 0777);
  for (uint64_t i = 0; i < count; i++) {
    time_t when = 1780272000 - (time_t)(i / POSTS_A_DAY) * 86400;
    struct tm day;
    char path[4096];
    gmtime_r(&when, &day);
    state = i * 0x2545F4914F6CDD1Du + 1;
    uint64_t number = (uint64_t)(day.tm_year + 1900) * 10000 + (uint64_t)(day.tm_mon + 1) * 100 +
                      (uint64_t)day.tm_mday;
    number = number * 10000000000u + i;
    snprintf(path, sizeof path, "%s/%04d-%02d-%02d-%" PRIu64 ".md", folder, day.tm_year + 1900,
             day.tm_mon + 1, day.tm_mday, number);
    FILE *f = fopen(path, "w");
    if (!f) {
      perror(path);
      return 2;
    }
    put_post(f, number, &day);
    fclose(f);
  }
  return 0;
}

int main(int argc, char **argv)
{
  state = 1;
  if (argc == 4 && strcmp(argv[1], "posts") == 0)
    return make_posts(strtoull(argv[2], NULL, 10), argv[3]);
  if (argc == 3 && (strcmp(argv[1], "page") == 0 || strcmp(argv[1], "line") == 0)) {
    put_page(stdout, strtoull(argv[2], NULL, 10), argv[1][0] == 'l');
    return 0;
  }
  if (argc == 3 && strcmp(argv[1], "titles") == 0) {
    for (uint64_t left = strtoull(argv[2], NULL, 10); left; left--) {
      put_title(stdout, "");
      putchar('\n');
    }
    return 0;
  }
  fputs("usage: gen_archive posts COUNT FOLDER | page BYTES | line BYTES | titles COUNT\n", stderr);
  return 2;
}
