package dev.kefu.content;

import dev.kefu.base.Stage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The shop as it presents itself.
///
/// @param cutoff what is paid before it leaves the same day; null when the shop promises nothing
/// @param restDays days of the week on which nothing leaves
/// @param closedDays single days on which nothing leaves, such as holidays
/// @param departments staff groups, in the file's order
/// @param couriers in the file's order; the default one is marked
public record Shop(
    String name,
    Hours hours,
    @Nullable LocalTime cutoff,
    Set<DayOfWeek> restDays,
    Set<LocalDate> closedDays,
    Promise promise,
    List<Department> departments,
    List<Courier> couriers) {

  /// A shop that has told nothing of itself.
  public static final Shop UNTOLD =
      new Shop(
          "我的店铺",
          new Hours(LocalTime.of(9, 0), LocalTime.of(21, 0), ZoneId.of("Asia/Shanghai")),
          null,
          Set.of(),
          Set.of(),
          new Promise(Duration.ofHours(24), Duration.ofHours(48)),
          List.of(
              new Department("pre_sale", "售前组", Stage.PRE_SALE),
              new Department("after_sale", "售后组", Stage.AFTER_SALE)),
          List.of());

  public Shop {
    restDays = Set.copyOf(restDays);
    closedDays = Set.copyOf(closedDays);
    departments = List.copyOf(departments);
    couriers = List.copyOf(couriers);
  }

  public ZoneId zone() {
    return hours.zone();
  }

  /// When what is paid leaves.
  public DispatchDays dispatch() {
    return new DispatchDays(zone(), cutoff, restDays, closedDays);
  }

  /// The same shop, sending when these days say.
  Shop sending(DispatchDays days) {
    return new Shop(
        name, hours, days.cutoff(), days.rest(), days.closed(), promise, departments, couriers);
  }

  /// Whom goods are sent with unless somebody says otherwise.
  public Optional<Courier> defaultCourier() {
    return couriers.stream().filter(Courier::isDefault).findFirst().or(this::anyCourier);
  }

  /// @param id as orders name it
  public Optional<Courier> courier(String id) {
    return couriers.stream().filter(courier -> courier.id().equals(id)).findFirst();
  }

  private Optional<Courier> anyCourier() {
    return couriers.stream().findFirst();
  }

  /// When agents serve; over midnight when `until` is before `from`.
  public record Hours(LocalTime from, LocalTime until, ZoneId zone) {}

  /// How long after the payment goods leave: as aimed at, and at the latest.
  public record Promise(Duration target, Duration limit) {}

  /// @param stage which conversations its people take
  public record Department(String id, String name, Stage stage) {}

  /// @param id as orders and fees name it, such as `zto`
  /// @param claimDays days within which it answers a claim for a parcel
  public record Courier(String id, String name, boolean isDefault, int claimDays) {

    /// What a courier that has told nothing has: the days within which one has to handle a
    /// complaint (快递市场管理办法).
    public static final int CLAIM_DAYS = 7;
  }
}
