package dev.kefu;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

  /// Every arrow between rooms is one the map allows, and none goes in a circle.
  @Test
  void theHouseIsAsTheMapSays() {
    ApplicationModules.of(KefuApplication.class).verify();
  }
}
