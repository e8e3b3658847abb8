package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run: what serves, its clients, what goes wrong, and at the end the judgement.
final class Rig implements AutoCloseable {

  /// By then everybody has been answered after the last fault.
  private static final int HEALS_WITHIN_S = 400;

  private static final List<String> AGENTS = List.of("agent", "agent2", "agent3", "supervisor");

  /// How many there are.
  ///
  /// @param shoppers each with two devices
  /// @param agentDevices devices of each member of staff
  record Crew(int shoppers, int agentDevices) {}

  private interface Life {
    void live() throws InterruptedException;
  }

  private final Site site;
  private final ChaosProxy network;
  private final World world;
  private final Nemesis nemesis;
  private final Till manager;
  private final Map<Device, Future<?>> lives = new LinkedHashMap<>();
  private final java.util.concurrent.ExecutorService threads =
      Executors.newVirtualThreadPerTaskExecutor();
  private final List<Device> devices = new ArrayList<>();

  /// Lets the crew in. The site ends with the rig.
  static Rig start(long seed, Site site, Crew crew) throws Exception {
    System.out.println(
        "torture: seed " + seed + ", -Dtorture.seed=" + seed + " repeats its choices");
    try {
      return new Rig(seed, site, crew);
    } catch (Exception e) {
      site.close();
      throw e;
    }
  }

  private Rig(long seed, Site site, Crew crew) throws Exception {
    this.site = site;
    var port = site.port();
    network = new ChaosProxy(port);
    var history = new History(site.folder().resolve("history.tsv"));
    world = new World(seed, port, port, network.port(), history);
    manager = Till.of(port, "manager");
    var sleepers = new ArrayList<Device>();
    nemesis = new Nemesis(world, site.nodes(), network, sleepers);
    hire(crew);
    for (var n = 0; n < crew.shoppers(); n++) {
      sleepers.add(shopper(n));
    }
  }

  private void hire(Crew crew) throws Exception {
    var colleagues = new ArrayList<String>();
    var tills = new ArrayList<Till>();
    for (var username : AGENTS) {
      var till = Till.of(world.port(), username);
      colleagues.add(till.me());
      tills.add(till);
    }
    for (var n = 0; n < AGENTS.size(); n++) {
      for (var d = 0; d < crew.agentDevices(); d++) {
        var till = tills.get(n);
        var device = staff(AGENTS.get(n) + "." + d, till, d > 0);
        var agent = new ModelAgent(device, till.me(), till.role().equals("supervisor"), colleagues);
        run(device, agent::live);
      }
    }
    var office = staff("manager.0", manager, false);
    run(office, new ModelManager(office, manager)::live);
  }

  private Device staff(String name, Till till, boolean onBadNetwork) throws Exception {
    var device = new Device(world, name, true, onBadNetwork, devices.size(), till::ticket);
    devices.add(device);
    device.introduce(till.me(), till.role(), till.group());
    return device;
  }

  /// A shopper with two devices, one of them on the bad network; every second one is a buyer the
  /// shop vouches for and writes after the sale.
  ///
  /// @return one of the devices
  private Device shopper(int n) throws Exception {
    var buyer = n % 2 == 0 ? "" : Shop.buyer(n / 2 % Shop.BUYERS);
    var order = buyer.isEmpty() ? "" : Shop.order(n / 2 % Shop.BUYERS);
    var visitor = Till.visitor(world.port(), buyer);
    Device device = null;
    for (var d = 0; d < 2; d++) {
      device =
          new Device(
              world,
              "shopper%d.%d".formatted(n, d),
              false,
              d > 0,
              devices.size(),
              () -> Map.of("visitor", visitor.token()));
      devices.add(device);
      device.introduce(visitor.shopper(), "shopper", "");
      var stage = buyer.isEmpty() ? "pre_sale" : "after_sale";
      run(device, new ModelShopper(device, stage, order)::live);
    }
    return java.util.Objects.requireNonNull(device);
  }

  private void run(Device device, Life life) {
    Callable<Void> task =
        () -> {
          try {
            life.live();
          } catch (RuntimeException e) {
            world.broke(e);
          }
          return null;
        };
    lives.put(device, threads.submit(task));
  }

  Nemesis nemesis() {
    return nemesis;
  }

  Site site() {
    return site;
  }

  Till manager() {
    return manager;
  }

  World world() {
    return world;
  }

  /// The nemesis has gone: waits until all are answered, stops the server and judges.
  Findings judge() throws Exception {
    world.history().pen("nemesis").note(What.HEALED, "");
    network.links().forEach(ChaosProxy.Link::heal);
    world.quiet().countDown();
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEALS_WITHIN_S);
    for (var life : lives.entrySet()) {
      try {
        life.getValue().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // It has settled nothing, and the checker says so.
        life.getKey().noteStuck();
      }
    }
    var broken = world.broken().get();
    if (broken != null) {
      throw new AssertionError("the rig itself failed", broken);
    }
    awaitGrants();
    seeTheEnd();
    site.terminate();
    var findings = Checker.check(world.history(), site.store());
    System.out.println("torture: seed " + world.seed() + "\n" + findings);
    return findings;
  }

  /// A grant is carried out when its decision cannot be taken back any more, which is after
  /// everybody has settled: what is told of it then is looked for once more.
  private void seeTheEnd() throws Exception {
    var looks = new ArrayList<Callable<Void>>();
    for (var device : devices) {
      looks.add(() -> {
        device.comeBack();
        return null;
      });
    }
    for (var look : threads.invokeAll(looks, HEALS_WITHIN_S, TimeUnit.SECONDS)) {
      if (look.isCancelled()) {
        // What it has not seen, the checker says.
        System.out.println("torture: somebody is still looking");
      } else {
        look.get();
      }
    }
  }

  /// Grants whose answer was lost are asked about until they are known.
  private void awaitGrants() throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEALS_WITHIN_S);
    while (System.nanoTime() - until < 0
        && site.store().grants().stream()
            .anyMatch(grant ->
                java.util.Set.of("granting", "unknown")
                    .contains(grant.getOrDefault("status", "")))) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  @Override
  public void close() throws IOException {
    world.quiet().countDown();
    site.close();
    threads.shutdownNow();
    network.close();
    world.history().close();
  }
}
