package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.commerce.TermedShipping;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A rulebook over a real database, for tests of this room and of those above it.
@NullMarked
public final class TestRulebook implements AutoCloseable {

  public static final Clock CLOCK = Clock.fixed(FakeShop.NOW, ZoneOffset.UTC);

  static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final TestDatabase database;
  private final FakeShop shop = new FakeShop();
  private final RulesStore store;
  private final Rulebook rulebook;

  private TestRulebook(TestDatabase database, Clock clock) {
    this.database = database;
    store = new RulesStore(database.writer(), database.reader(), JSON, clock);
    var terms = new WrittenTerms(store);
    var profile = new ShopProfile(database.reader(), terms);
    rulebook =
        new Rulebook(
            store,
            shop,
            shop.orders(),
            shop,
            new TermedShipping(shop, terms, profile, clock),
            shop.prices(),
            profile,
            clock);
  }

  /// With the rules of `rulebook.yaml` beside the tests.
  public static TestRulebook create(Path folder) {
    return over(TestDatabase.create(folder));
  }

  static TestRulebook create(Path folder, Clock clock) {
    return over(TestDatabase.create(folder), clock);
  }

  /// The same; another node may have brought them already.
  public static TestRulebook over(TestDatabase database) {
    return over(database, CLOCK);
  }

  private static TestRulebook over(TestDatabase database, Clock clock) {
    var test = new TestRulebook(database, clock);
    if (test.store.current().rules().version() == 0) {
      test.store.store(rules("rulebook.yaml"), "test");
    }
    return test;
  }

  /// With the built-in rules.
  static TestRulebook empty(Path folder) {
    return new TestRulebook(TestDatabase.create(folder), CLOCK);
  }

  static Rules rules(String resource) {
    return RulesFile.read(new ContentFile(resource, read(resource)));
  }

  static String read(String resource) {
    try (var in = TestRulebook.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Rulebook rulebook() {
    return rulebook;
  }

  public FakeShop shop() {
    return shop;
  }

  RulesStore store() {
    return store;
  }

  /// From now on what is paid before this leaves the same day, but on these days nothing leaves.
  void setCutoff(String cutoff, String... closed) {
    database
        .writer()
        .sql(
            """
            insert into shop (id, name, opens, closes, zone, cutoff, rest_days, target_h, limit_h)
            values (1, '小店', '08:00', '23:00', 'Asia/Shanghai', :cutoff, 'SUNDAY', 24, 48)
            """)
        .param("cutoff", cutoff)
        .update();
    for (var day : closed) {
      database
          .writer()
          .sql("insert into shop_closed_day (day) values (:day)")
          .param("day", day)
          .update();
    }
  }

  TestDatabase database() {
    return database;
  }

  /// What random rules allow in all.
  public record Quotas(
      long agentDayFen, long shopper30DaysFen, int orderPercent, long shopDayFen) {}

  /// From now on rules nobody would write hold, sound ones all the same.
  public Quotas change(Random random) {
    var quotas =
        new Quotas(
            1_000 + random.nextLong(30_000),
            1_000 + random.nextLong(20_000),
            10 + random.nextInt(91),
            20_000 + random.nextLong(60_000));
    var known = store.current().rules();
    var claims = Claim.REASONS.stream().sorted().map(reason -> claimRule(reason, random)).toList();
    var rules =
        new Rules(
            known.version(),
            Rules.ROLES,
            claims,
            new Rules.Quotas(
                quotas.agentDayFen(),
                quotas.shopper30DaysFen(),
                quotas.orderPercent(),
                quotas.shopDayFen()),
            known.discounts(),
            known.corrections(),
            known.minMarginPercent(),
            known.dispatch(),
            known.shipping(),
            known.promises(),
            known.banned());
    store.change(rules, known.version(), "test");
    return quotas;
  }

  private static Rules.ClaimRule claimRule(String reason, Random random) {
    long agent = random.nextLong(6_000);
    long supervisor = agent + random.nextLong(10_000);
    var forms = random.nextBoolean() ? List.of("refund", "coupon") : List.of("small_payment");
    return new Rules.ClaimRule(
        "R-" + reason.toUpperCase(Locale.ROOT).replace('_', '-'),
        reason,
        reason,
        forms,
        1 + random.nextInt(100),
        new Rules.PerRole(agent, supervisor, supervisor + random.nextLong(50_000)),
        random.nextBoolean(),
        random.nextBoolean() ? null : when(random));
  }

  private static Rules.When when(Random random) {
    return new Rules.When(
        random.nextBoolean() ? null : List.of("家居"),
        random.nextBoolean() ? null : List.of(random.nextBoolean() ? "金卡会员" : "钻石会员"),
        random.nextBoolean() ? null : random.nextLong(10_000),
        null,
        random.nextBoolean() ? null : random.nextInt(5));
  }

  static Draft draft(String text) {
    return new Draft(
        agent(), new Body.Text(text), "CUP-A", FakeShop.ORDER, FakeShop.BUYER, Settled.NOTHING);
  }

  static Staff agent() {
    return staff("xiaoli", Role.AGENT);
  }

  static Staff staff(String name, Role role) {
    return new Staff(new StaffId("usr_" + name), name, name, Set.of(role), "pre_sale");
  }

  @Override
  public void close() {
    database.close();
  }
}
