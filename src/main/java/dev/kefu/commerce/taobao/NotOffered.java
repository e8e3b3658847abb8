package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Promotions;
import java.time.Instant;
import java.util.List;

/// What the platform does not tell a seller's system: whoever asks is told so.
final class NotOffered {

  private static final String PROMOTIONS = "平台没有提供活动查询";
  private static final String MEMBERS = "平台没有提供会员查询";

  private NotOffered() {}

  static Promotions promotions() {
    return new Promotions() {
      @Override
      public Answer<List<Promotion>> running(Instant at) {
        return new Answer.Failed<>(PROMOTIONS);
      }

      @Override
      public Answer<List<Promotion>> of(String sku, Instant at) {
        return new Answer.Failed<>(PROMOTIONS);
      }
    };
  }

  static Members members() {
    return _ -> new Answer.Failed<>(MEMBERS);
  }
}
