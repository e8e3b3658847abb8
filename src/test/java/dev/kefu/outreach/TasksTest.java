package dev.kefu.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.conversation.Conversations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole program over a shop with orders that wait.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TasksTest {

  private static final Staff AGENT =
      new Staff(new StaffId("usr_lin"), "lin", "小林", Set.of(Role.AGENT), "after_sale");

  @TempDir static Path temp;

  @Autowired Tasks tasks;
  @Autowired TaskRows rows;
  @Autowired Sending sending;
  @Autowired ShelfAlerts alerts;
  @Autowired Conversations conversations;
  @Autowired JdbcClient outside;
  @Autowired ApplicationEventPublisher shop;

  @DynamicPropertySource
  static void shop(DynamicPropertyRegistry properties) throws IOException {
    var folder = Files.createDirectories(temp.resolve("kb"));
    write(
        folder,
        "products.csv",
        """
        sku,product,title,options,category,price_fen,stock,safety_stock,on_sale,weight_g,attributes,restock_at
        CUP-A,CUP-A,马克杯,,餐具,5900,3,5,1,350,,
        CUP-B,CUP-B,保温杯,,餐具,8900,1,5,1,350,,
        CUP-C,CUP-C,茶杯,,餐具,5900,3,5,1,350,,
        FAN-A,FAN-A,台扇,,电器,12900,0,1,1,2200,,
        """);
    write(
        folder,
        "orders.csv",
        """
        order,buyer,state,created_at,paid_at,shipped_at,signed_at,closed_at,courier,parcel,province,city,address,receiver,phone,shipping_fee_fen,discount_fen,note
        LATE1,xiaoyu,paid,-PT22H,-PT21H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        LATE2,xiaoyu,paid,-PT22H,-PT21H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        LATE3,xiaoyu,paid,-PT22H,-PT21H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        LATE4,xiaoyu,paid,-PT22H,-PT21H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        LATE5,xiaoyu,paid,-PT22H,-PT21H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        LATE6,xiaoyu,paid,-PT22H,-PT21H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        SOON1,xiaoyu,paid,-PT20H,-PT19H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        SOON2,xiaoyu,paid,-PT20H,-PT19H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        GONE1,lilei,paid,-PT2H,-PT1H,,,,zto,,浙江,杭州,某街,李雷,19900000002,0,0,
        LOST1,lilei,shipped,-P6D,-P6D,-P5D,,,zto,ZT1,浙江,杭州,某街,李雷,19900000002,0,0,
        LOST2,lilei,shipped,-P6D,-P6D,-P5D,,,zto,ZT4,浙江,杭州,某街,李雷,19900000002,0,0,
        LOST3,lilei,shipped,-P6D,-P6D,-P5D,,,zto,ZT5,浙江,杭州,某街,李雷,19900000002,0,0,
        MOVE1,lilei,shipped,-P6D,-P6D,-P5D,,,zto,ZT2,浙江,杭州,某街,李雷,19900000002,0,0,
        """);
    write(
        folder,
        "order-lines.csv",
        """
        order,sku,quantity,price_fen
        LATE1,CUP-A,1,5900
        LATE2,CUP-A,1,5900
        LATE3,CUP-A,1,5900
        LATE4,CUP-A,1,5900
        LATE5,CUP-C,1,5900
        LATE6,CUP-A,1,5900
        SOON1,CUP-A,1,5900
        SOON2,CUP-B,1,8900
        GONE1,FAN-A,1,12900
        LOST1,CUP-A,1,5900
        LOST2,CUP-A,1,5900
        LOST3,CUP-A,1,5900
        MOVE1,CUP-A,1,5900
        """);
    write(
        folder,
        "parcels.csv",
        """
        parcel,order,courier,state
        ZT1,LOST1,zto,in_transit
        ZT2,MOVE1,zto,in_transit
        ZT4,LOST2,zto,in_transit
        ZT5,LOST3,zto,in_transit
        """);
    write(
        folder,
        "parcel-scans.csv",
        """
        parcel,at,place,text
        ZT1,-PT80H,杭州,已揽收
        ZT2,-PT80H,杭州,已揽收
        ZT4,-PT90H,杭州,已揽收
        ZT5,-PT90H,杭州,已揽收
        ZT2,-PT5H,南京,已到达
        """);
    var data = Files.createTempDirectory(temp, "data");
    properties.add("kefu.data-dir", data::toString);
    properties.add("kefu.knowledge-base", folder::toString);
    properties.add("kefu.outreach.every", () -> "10m");
  }

  @Test
  void eachOrderThatWaitsTooLongIsOneTask() {
    awaitOpen("LATE1");

    tasks.lookThrough();

    assertThat(kinds("LATE1")).containsExactly(TaskKind.LATE_SHIPMENT);
    assertThat(kinds("LOST1")).containsExactly(TaskKind.LOST_PARCEL);
    assertThat(kinds("SOON1")).isEmpty();
    assertThat(kinds("MOVE1")).isEmpty();
    var late = task("LATE1");
    assertThat(late.buyer()).isEqualTo("xiaoyu");
    assertThat(late.text()).contains("LATE1", "马克杯", "前发出");
    assertThat(Duration.between(Instant.now(), late.dueAt()))
        .isBetween(Duration.ofMinutes(2 * 60 + 50), Duration.ofHours(3));
  }

  @Test
  void aTaskEndsByItselfOnceTheOrderIsNoLongerOwed() {
    awaitOpen("LATE2");
    var late = task("LATE2");

    outside.sql("update demo_order set state = 'closed' where order_id = 'LATE2'").update();
    shop.publishEvent(new OrderMoved("LATE2"));

    await().untilAsserted(() -> assertThat(kinds("LATE2")).isEmpty());
    assertThat(tasks.find(late.id()).orElseThrow().doneBy()).isEqualTo("system");
  }

  @Test
  void whoeverWasToldIsNotToldAgain() {
    awaitOpen("LATE3");

    var done = tasks.done(AGENT, task("LATE3").id());
    tasks.lookThrough();

    assertThat(done.status()).isEqualTo(TaskStatus.DONE);
    assertThat(done.doneBy()).isEqualTo("usr_lin");
    assertThat(kinds("LATE3")).isEmpty();
    assertThatThrownBy(() -> tasks.done(AGENT, "task_x")).isInstanceOf(Refusal.class);
  }

  @Test
  void theLastPieceGoneIsToldToWhoHasPaidForOne() {
    awaitOpen("LATE1");
    assertThat(kinds("SOON2")).isEmpty();

    outside.sql("update demo_product set stock = 0 where sku = 'CUP-B'").update();
    shop.publishEvent(new StockRanOut("CUP-B"));

    awaitOpen("SOON2");
    assertThat(kinds("SOON2")).containsExactly(TaskKind.STOCK_OUT);
  }

  @Test
  void aBatchIsSentOnceToEachAndEndsWhenTheShopperAnswers() {
    awaitOpen("GONE1");
    var task = task("GONE1");
    assertThat(rows.batches(10)).extracting(TaskRows.Batch::cause).contains("stock_out FAN-A");

    var sent = sending.sendAll(AGENT, task.cause(), words("亲，{order}里的{goods}暂时缺货，您看换货还是退款方便？"));
    assertThatThrownBy(() -> sending.sendAll(AGENT, task.cause(), words(null)))
        .isInstanceOf(Refusal.class);

    assertThat(sent.sent()).isEqualTo(1);
    var told = tasks.find(task.id()).orElseThrow();
    var conversation = Objects.requireNonNull(told.conversation());
    assertThat(told.status()).isEqualTo(TaskStatus.SENT);
    assertThat(conversations.after(conversation, 0, 10))
        .singleElement()
        .satisfies(event -> assertThat(event.body()).contains("GONE1里的台扇"));
    var shopper = conversations.find(conversation).orElseThrow().shopper();
    conversations.hear(shopper, conversation, "answer-to-it", new Body.Text("换货吧"));
    tasks.lookThrough();
    assertThat(tasks.find(task.id()).orElseThrow().doneBy()).isEqualTo("shopper");
  }

  @Test
  void nobodyIsToldWhatMayNotBePromised() {
    awaitOpen("LOST1");
    var task = task("LOST1");

    assertThatThrownBy(() -> sending.send(AGENT, task.id(), words("亲，明天一定到，不到赔您一百元")))
        .isInstanceOf(Refusal.class);

    assertThat(tasks.find(task.id()).orElseThrow().status()).isEqualTo(TaskStatus.OPEN);
  }

  @Test
  void nobodyIsToldWhatHasChangedSinceItWasWritten() {
    awaitOpen("LOST2");
    var read = task("LOST2");
    seenAgain("ZT4", "-PT80H");

    assertThatThrownBy(() -> sending.send(AGENT, read.id(), asRead(null, read)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused).hasMessageContaining("内容已更新");
              assertThat(refused.details())
                  .extracting("task")
                  .isInstanceOfSatisfying(
                      Task.class,
                      now -> assertThat(now.text()).contains("LOST2").isNotEqualTo(read.text()));
            });

    var anew = task("LOST2");
    assertThat(anew.version()).isEqualTo(read.version() + 1);
    assertThat(anew.conversation()).isNull();
    assertThatThrownBy(() -> sending.send(AGENT, read.id(), asRead("亲，LOST2正在核实", read)))
        .as("written of what was read before")
        .hasMessageContaining("内容已更新");
    var told = sending.send(AGENT, read.id(), words(null));
    assertThat(conversations.after(Objects.requireNonNull(told.conversation()), 0, 100))
        .filteredOn(event -> event.body().contains("LOST2"))
        .singleElement()
        .satisfies(event -> assertThat(event.body()).contains(anew.text()));
  }

  @Test
  void ofABatchOnlyWhatIsAsItWasReadGoesOut() {
    awaitOpen("LATE4");
    awaitOpen("LATE5");
    var late = List.of(task("LATE4"), task("LATE5"));
    var seen =
        Map.of(late.get(0).id(), late.get(0).version(), late.get(1).id(), late.get(1).version());
    outside.sql("update demo_product set title = '茶杯（蓝）' where sku = 'CUP-C'").update();

    var sent =
        sending.sendAll(
            AGENT,
            late.getFirst().cause(),
            new Sending.Words("亲，{order}的{goods}正在加急安排", null, seen));

    assertThat(sent.sent()).isEqualTo(1);
    assertThat(sent.skipped())
        .filteredOn(each -> each.task().equals(late.get(1).id()))
        .singleElement()
        .satisfies(each -> assertThat(each.why()).contains("内容已更新"));
    assertThat(tasks.find(late.get(0).id()).orElseThrow().status()).isEqualTo(TaskStatus.SENT);
    assertThat(task("LATE5").text()).contains("蓝");
  }

  @Test
  void whatIsReadInTheListIsWrittenAnewByTheNextRound() {
    awaitOpen("LOST3");
    var before = task("LOST3");
    seenAgain("ZT5", "-PT85H");

    tasks.lookThrough();

    assertThat(task("LOST3").text()).isNotEqualTo(before.text());
    assertThat(task("LOST3").openedAt()).isEqualTo(before.openedAt());
    var version = task("LOST3").version();
    tasks.lookThrough();
    assertThat(task("LOST3").version()).as("nothing new").isEqualTo(version);
  }

  @Test
  void whatIsWarnedOfGoesOutByANamedReasonThatIsKept() {
    awaitOpen("LATE6");
    var task = task("LATE6");
    var warned = "店铺活动七五折，活动页可以看到";

    assertThatThrownBy(() -> sending.send(AGENT, task.id(), words(warned)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.PROMISE_BLOCKED);
              assertThat(refused.details()).containsKeys("findings", "overrides");
            });
    assertThat(task("LATE6").status()).isEqualTo(TaskStatus.OPEN);

    var told = sending.send(AGENT, task.id(), new Sending.Words(warned, "on_page", null));

    assertThat(told.status()).isEqualTo(TaskStatus.SENT);
    assertThat(
            outside
                .sql("select reason from reply_override where conversation = :c and mid = :task")
                .param("c", Objects.requireNonNull(told.conversation()).value())
                .param("task", task.id())
                .query(String.class)
                .list())
        .containsExactly("on_page");
  }

  @Test
  void aCourierThatDoesNotAnswerInTimeIsOneTaskForEachClaim() {
    claim("claim_1", Instant.now().plusSeconds(3_600));
    tasks.lookThrough();
    assertThat(kinds("MOVE1")).isEmpty();

    late("claim_1");
    tasks.lookThrough();
    tasks.lookThrough();

    var first = task("MOVE1");
    assertThat(first.kind()).isEqualTo(TaskKind.COURIER_CLAIM);
    assertThat(first.claim()).isEqualTo("claim_1");
    assertThat(first.text()).contains("ZT2", "MOVE1", "59.00元");
    assertThat(first.offers()).isEmpty();
    assertThatThrownBy(() -> sending.sendAll(AGENT, first.cause(), words("亲，请稍等")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("不发给买家");
    shop.publishEvent(new OrderMoved("MOVE1"));
    tasks.done(AGENT, first.id());
    tasks.lookThrough();
    assertThat(kinds("MOVE1")).as("the courier was reminded").isEmpty();

    settle("claim_1");
    claim("claim_2", Instant.now().minusSeconds(60));
    tasks.lookThrough();
    assertThat(task("MOVE1").claim()).isEqualTo("claim_2");
    settle("claim_2");
    tasks.lookThrough();
    assertThat(kinds("MOVE1")).isEmpty();
  }

  @Test
  void twoParcelsOfOneOrderThatAreLateAtOnceAreTwoTasksAndEachIsTickedOffOnce() {
    claim("claim_3", "ZT2", Instant.now().minusSeconds(120));
    claim("claim_4", "ZT3", Instant.now().minusSeconds(60));
    tasks.lookThrough();
    assertThat(claims("MOVE1")).containsExactlyInAnyOrder("claim_3", "claim_4");

    tasks.done(AGENT, task("MOVE1").id());
    var other = claims("MOVE1");
    assertThat(other).hasSize(1);
    tasks.lookThrough();
    tasks.lookThrough();
    assertThat(claims("MOVE1")).isEqualTo(other);

    settle(other.getFirst());
    tasks.lookThrough();
    assertThat(kinds("MOVE1")).isEmpty();
  }

  private void claim(String id, Instant answerBy) {
    claim(id, "ZT2", answerBy);
  }

  private void claim(String id, String parcel, Instant answerBy) {
    outside
        .sql(
            """
            insert into courier_claim (id, courier, parcel, order_id, buyer, reason, asked_fen, status,
              filed_at, answer_by, opened_at, opened_by, opened_by_name)
            values (:id, 'zto', :parcel, 'MOVE1', 'lilei', 'lost', 5900, 'open', 0, :by, 0, 'usr_lin', '小林')
            """)
        .param("id", id)
        .param("parcel", parcel)
        .param("by", answerBy.toEpochMilli())
        .update();
  }

  private void late(String id) {
    outside.sql("update courier_claim set answer_by = 1 where id = :id").param("id", id).update();
  }

  private void settle(String id) {
    outside.sql("update courier_claim set status = 'paid' where id = :id").param("id", id).update();
  }

  @Test
  void whatIsOnSaleAndGoneIsToBeTakenOffTheShelf() {
    await().untilAsserted(() -> assertThat(alerts.open(10)).isNotEmpty());

    assertThat(alerts.open(10)).extracting(ShelfAlerts.ShelfAlert::sku).contains("FAN-A");
    assertThat(alerts.open(10)).extracting(ShelfAlerts.ShelfAlert::closedAt).containsOnlyNulls();
  }

  private static Sending.Words words(@Nullable String text) {
    return new Sending.Words(text, null, null);
  }

  private static Sending.Words asRead(@Nullable String text, Task task) {
    return new Sending.Words(text, null, Map.of(task.id(), task.version()));
  }

  private void seenAgain(String parcel, String at) {
    outside
        .sql("update demo_scan set scanned_at = :at where parcel = :parcel")
        .param("at", Instant.now().plus(Duration.parse(at)).toEpochMilli())
        .param("parcel", parcel)
        .update();
  }

  private void awaitOpen(String order) {
    await().untilAsserted(() -> assertThat(kinds(order)).isNotEmpty());
  }

  private Task task(String order) {
    return open().stream().filter(t -> t.order().equals(order)).findFirst().orElseThrow();
  }

  private List<TaskKind> kinds(String order) {
    return open().stream().filter(t -> t.order().equals(order)).map(Task::kind).toList();
  }

  private List<String> claims(String order) {
    return open().stream().filter(t -> t.order().equals(order)).map(Task::claim).toList();
  }

  private List<Task> open() {
    return rows.list(TaskStatus.OPEN, null, Long.MIN_VALUE, "", 100);
  }

  private static void write(Path folder, String name, String text) throws IOException {
    var file = folder.resolve("demo-shop").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
