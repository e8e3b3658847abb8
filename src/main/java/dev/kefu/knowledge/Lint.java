package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What an editor should look at twice while writing: it may be stored and published as it is. What
/// may not is told by [ArticleRules].
final class Lint {

  private static final int LONG_ANSWER = 300;

  private static final Pattern STOCK = Pattern.compile("(?:库存|现货|还剩|仅剩|剩)[^，。；\\n]{0,6}?\\d+\\s*件");
  private static final Pattern PRICE = Pattern.compile("[¥￥]\\s*\\d|\\d+(?:\\.\\d+)?\\s*(?:元|块)");
  private static final Pattern CUTOFF =
      Pattern.compile("\\d{1,2}\\s*(?:点|[:：]\\d{2})[^，。；\\n]{0,4}前");
  private static final Pattern DATE =
      Pattern.compile("\\d{1,2}\\s*月\\s*\\d{1,2}\\s*[日号]|\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<!\\d)(?:1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|0\\d{2,3}-?\\d{7,8}|400-?\\d{3}-?\\d{4})(?!\\d)");
  private static final Pattern CONTACT =
      Pattern.compile("微信|薇信|威信|加\\s*[vV](?![a-zA-Z])|[vV][xX]|wechat|(?i)qq\\s*[:：号]|支付宝转账");

  private final List<Finding> findings = new ArrayList<>();

  private Lint() {}

  /// @param field the name of the field on the wire
  /// @param code stable: `typed_stock typed_price typed_time typed_date phone contact long
  ///   rules_itself_out`, and what an [AnswerCheck] adds
  /// @param message for people
  record Finding(String field, String code, String message) {}

  static List<Finding> of(ArticleFields fields) {
    var lint = new Lint();
    lint.answer("answer", fields.answer());
    fields.answers().forEach(variant -> lint.answer("answers", variant.answer()));
    lint.negative(fields);
    return lint.findings;
  }

  private void answer(String field, String answer) {
    var typed = Variables.fill(answer, variable -> variable.fallback());
    find(field, STOCK, typed, "typed_stock", "手写的库存会过期，请用变量 {{stock|else:…}}");
    find(
        field,
        PRICE,
        typed,
        "typed_price",
        "手写的金额会过期：商品价请用 {{price|else:…}}，运费请用 {{shipping_fee|else:…}}");
    find(field, CUTOFF, typed, "typed_time", "手写的截单时间会过期，请用变量 {{cutoff|else:…}}");
    find(field, DATE, typed, "typed_date", "手写的日期会过期，请用生效窗口或变量 {{order.ship_by|else:…}}");
    find(field, PHONE, typed, "phone", "含电话号码");
    find(field, CONTACT, typed, "contact", "含站外联系方式");
    if (answer.codePointCount(0, answer.length()) > LONG_ANSWER) {
      findings.add(new Finding(field, "long", "答案超过 " + LONG_ANSWER + " 字，买家不会读完"));
    }
  }

  private void find(String field, Pattern pattern, String text, String code, String message) {
    var matcher = pattern.matcher(text);
    if (matcher.find()) {
      findings.add(new Finding(field, code, message + "（“" + matcher.group().strip() + "”）"));
    }
  }

  /// A word that stands in its own wording keeps the article from being found.
  private void negative(ArticleFields fields) {
    var wordings = new ArrayList<String>();
    wordings.add(fields.question());
    wordings.addAll(fields.similar());
    for (var word : fields.negative()) {
      var folded = Folding.fold(word);
      wordings.stream()
          .filter(wording -> !folded.isEmpty() && Folding.fold(wording).contains(folded))
          .findFirst()
          .ifPresent(wording ->
              findings.add(
                  new Finding(
                      "negative",
                      "rules_itself_out",
                      "否定词“" + word + "”出现在自己的问法“" + wording + "”里")));
    }
  }
}
