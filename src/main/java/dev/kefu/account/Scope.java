package dev.kefu.account;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// What a program's token may open. Whatever no scope names stays shut: people and their rights,
/// decisions, money, sockets.
///
/// A scope opens calls, and each call still asks for the right it needs: a program has the right
/// named here, and only in the calls of the scope that opened it.
enum Scope {
  CONVERSATIONS_READ(
      "conversations:read",
      Role.SUPERVISOR,
      "GET /conversations",
      "GET /conversations/*",
      "GET /conversations/*/events",
      "GET /files/*"),
  KNOWLEDGE_READ(
      "knowledge:read",
      Role.EDITOR,
      "GET /knowledge/articles",
      "GET /knowledge/articles/*",
      "GET /knowledge/articles/*/diff",
      "GET /knowledge/articles/*/learned",
      "GET /knowledge/articles/*/versions",
      "GET /knowledge/articles/*/versions/*",
      "GET /knowledge/export",
      "GET /knowledge/gaps",
      "GET /knowledge/gaps/*",
      "GET /knowledge/releases",
      "GET /knowledge/releases/*",
      "GET /knowledge/tests",
      "GET /knowledge/windows",
      "GET /knowledge/windows/*",
      "GET /knowledge/words/**",
      "POST /knowledge/searches",
      "GET /quick-replies",
      "GET /quick-replies/*",
      "GET /playbooks",
      "GET /playbooks/*",
      "GET /intents",
      "GET /intents/*"),
  /// Drafts only: what shoppers may be told is published by people.
  KNOWLEDGE_WRITE(
      "knowledge:write",
      Role.EDITOR,
      "POST /knowledge/imports",
      "POST /knowledge/imports/failed-rows",
      "POST /knowledge/articles",
      "PUT /knowledge/articles/*",
      "POST /knowledge/articles/*/submit"),
  QUICK_REPLIES_WRITE(
      "quick_replies:write",
      Role.EDITOR,
      "POST /quick-replies",
      "POST /quick-replies/imports",
      "PUT /quick-replies/*",
      "DELETE /quick-replies/*"),
  SHOP_READ(
      "shop:read",
      Role.SUPERVISOR,
      "GET /products",
      "GET /products/*",
      "GET /orders/*",
      "GET /shoppers/*/orders",
      "GET /parcels/*",
      "GET /shipping-quotes",
      "GET /dispatch",
      "GET /promotions",
      "GET /payable"),
  CASES_READ("cases:read", Role.SUPERVISOR, "GET /cases", "GET /cases/*", "GET /cases/*/dossier"),
  LEDGER_READ("ledger:read", Role.SUPERVISOR, "GET /ledger", "GET /ledger/*"),
  TASKS_READ("tasks:read", Role.SUPERVISOR, "GET /tasks", "GET /tasks/*", "GET /shelf-alerts"),
  STATS_READ("stats:read", Role.SUPERVISOR, "GET /stats/*"),
  RULEBOOK_READ(
      "rulebook:read",
      Role.SUPERVISOR,
      "GET /rulebook",
      "GET /rulebook/versions",
      "GET /rulebook/versions/*"),
  STAFF_READ("staff:read", Role.AGENT, "GET /staff");

  private static final String ROOT = "/api/v1";

  private static final Map<Scope, List<Opening>> OPENINGS =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), scope -> scope.calls.lines().map(Opening::of).toList()));

  private final String wire;
  private final Role role;

  /// One a line.
  private final String calls;

  Scope(String wire, Role role, String... calls) {
    this.wire = wire;
    this.role = role;
    this.calls = String.join("\n", calls);
  }

  private record Opening(String method, PathPattern path) {

    static Opening of(String call) {
      var parts = call.split(" ", 2);
      return new Opening(parts[0], PathPatternParser.defaultInstance.parse(ROOT + parts[1]));
    }
  }

  /// As it is written, such as `conversations:read`.
  String wire() {
    return wire;
  }

  static Optional<Scope> of(String wire) {
    return Arrays.stream(values()).filter(scope -> scope.wire.equals(wire)).findFirst();
  }

  /// What a program may be in the calls this opens.
  Role role() {
    return role;
  }

  /// @param path as it was asked for
  boolean opens(String method, String path) {
    var asked = PathContainer.parsePath(path);
    var read = method.equals("HEAD") ? "GET" : method;
    return OPENINGS.getOrDefault(this, List.of()).stream()
        .anyMatch(each -> each.method().equals(read) && each.path().matches(asked));
  }
}
