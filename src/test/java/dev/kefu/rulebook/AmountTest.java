package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

class AmountTest {

  private static final String LETTERS = "0123456789,.-~至到百千万¥rmbcny人民币元圆块钱毛角半五两a亲 ,大洋";
  private static final int TEXTS = 20_000;
  private static final int LONGEST = 24;

  @Test
  void findsWhatThePatternFindsWhenItIsTriedEverywhere() {
    var seed = new Random().nextLong();
    System.out.println("amounts: seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      var text = text(random);
      var everywhere = Amount.MONEY.matcher(text).results().map(AmountTest::places).toList();
      var found = new ArrayList<List<Integer>>();
      Amount.results(text, m -> found.add(places(m)));
      assertThat(found).as(text).isEqualTo(everywhere);
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(LONGEST); left > 0; left--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /// Where it and its groups begin and end.
  private static List<Integer> places(MatchResult m) {
    var places = new ArrayList<Integer>();
    for (int group = 0; group <= m.groupCount(); group++) {
      places.add(m.start(group));
      places.add(m.end(group));
    }
    return places;
  }
}
