package dev.kefu.torture;

import java.util.UUID;

/// For each bug, what has to happen for it to show.
final class Scenes {

  private static final int A_FEW = 3;

  /// The slowest in a hundred are more than one.
  private static final int MANY = 150;

  /// Two messages of one second come long before so many.
  private static final int MOST_SECONDS = 100;

  private Scenes() {}

  static void play(Bug bug, Scene scene) throws Exception {
    switch (bug) {
      case PUBLISHES_BEFORE_COMMIT -> killedAfterItWasSeen(scene);
      case FORGETS_COMMITS -> oneAmongOthers(scene);
      case LOSES_NUDGES -> theOtherDeviceListens(scene);
      case PAYS_BLINDLY -> paidWhileTheAnswerIsLost(scene);
      case CANCELS_AFTER_APPROVAL -> takenBackAfterTheDecision(scene);
      case LEASES_WITHOUT_FENCE -> wokenUpAfterTheLease(scene);
      case KEEPS_EVERYTHING -> lookedIntoBeforeAndAfter(scene);
      case TELLS_LATE -> manyOneAfterTheOther(scene);
      case STORES_REPEATS -> sentAgainAfterALostAnswer(scene);
      case RESUMES_ONE_LATER, ORDERS_BY_TIME, READS_A_REPLICA -> missedByTheOtherDevice(scene);
      case SENDS_NOTES_TO_SHOPPERS -> aNoteIsLeft(scene);
      case ASSIGNS_TWICE -> twoTakeIt(scene);
    }
  }

  /// Goes there, and on behind it.
  static void play(Failpoint at, Scene scene) throws Exception {
    scene.buyerComes();
    scene.say(A_FEW);
    switch (at.doing()) {
      case SAYING -> {
        scene.dieAt(at);
        scene.say(1);
        scene.awaitNext();
      }
      case TAKING -> {
        scene.dieAt(at);
        scene.take("agent3");
        scene.awaitNext();
      }
      case CLAIMING -> {
        scene.take("agent3");
        scene.dieAt(at);
        scene.claim();
        scene.awaitNext();
      }
      case APPROVING -> {
        scene.take("agent3");
        var claim = scene.claim();
        scene.dieAt(at);
        scene.approve(claim);
        scene.awaitNext();
        scene.awaitGrantOfTheDead(claim);
      }
      case ASKING_AGAIN -> {
        scene.take("agent3");
        var claim = scene.claim();
        scene.tillFallsSilent();
        scene.approve(claim);
        scene.awaitGrant(claim, "unknown");
        scene.dieAt(at);
        scene.tillAnswers();
        scene.awaitNext();
        scene.awaitGrantOfTheDead(claim);
      }
    }
    scene.say(A_FEW);
    scene.bothSee();
  }

  private static void killedAfterItWasSeen(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.bothSee();
    scene.bugBegins();
    scene.say(A_FEW);
    scene.bothSee();
    scene.kill();
    scene.say(A_FEW);
  }

  private static void oneAmongOthers(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.bugBegins();
    scene.say(1);
    scene.bugEnds();
    scene.say(A_FEW);
    scene.bothSee();
  }

  private static void theOtherDeviceListens(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.bothSee();
    scene.bugBegins();
    scene.say(A_FEW);
    scene.bothSee();
    scene.bothAreExamined();
  }

  private static void paidWhileTheAnswerIsLost(Scene scene) throws Exception {
    scene.buyerComes();
    scene.take("agent3");
    var claim = scene.claim();
    scene.tillFallsSilent();
    scene.bugBegins();
    scene.approve(claim);
    scene.awaitGrant(claim, "unknown");
    scene.tillAnswers();
    scene.awaitGrant(claim, "granted");
  }

  private static void takenBackAfterTheDecision(Scene scene) throws Exception {
    scene.buyerComes();
    scene.take("agent3");
    var claim = scene.claim();
    scene.approve(claim);
    scene.awaitGrant(claim, "granted");
    scene.bugBegins();
    scene.cancel(claim);
  }

  private static void wokenUpAfterTheLease(Scene scene) throws Exception {
    scene.buyerComes();
    scene.take("agent3");
    var claim = scene.claim();
    scene.oneOfTwoStandsStill();
    scene.bugBegins();
    scene.approve(claim);
    scene.bothHaveWritten();
  }

  private static void lookedIntoBeforeAndAfter(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(MANY);
    scene.bothSee();
    scene.lookAtMemory();
    scene.bugBegins();
    scene.say(MANY / A_FEW);
    scene.bothSee();
    scene.lookAtMemory();
  }

  private static void manyOneAfterTheOther(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.bothSee();
    scene.bugBegins();
    scene.say(MANY);
    scene.bothSee();
  }

  private static void sentAgainAfterALostAnswer(Scene scene) throws Exception {
    scene.shopperComesFromFarAway();
    scene.say(A_FEW);
    scene.bothSee();
  }

  /// Under ids that fall, of which at least two are of one second.
  private static void missedByTheOtherDevice(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.bothSee();
    scene.second().disconnect();
    var before = "";
    for (var n = 0; n < MOST_SECONDS; n++) {
      var second = Lies.second(scene.say(new UUID(-1 - n, n)));
      if (n >= A_FEW && second.equals(before)) {
        break;
      }
      before = second;
    }
    scene.second().reconnect();
    scene.bothSee();
  }

  private static void aNoteIsLeft(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.bothSee();
    scene.take("agent");
    scene.note();
  }

  private static void twoTakeIt(Scene scene) throws Exception {
    scene.shopperComes();
    scene.say(A_FEW);
    scene.take("agent");
    scene.takeToo("agent2");
  }
}
