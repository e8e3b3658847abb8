package dev.kefu.torture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who is behind each device, as the history introduces them.
final class Cast {

  private final Map<String, Member> members = new LinkedHashMap<>();

  /// @param goodLink whether nothing but the server can end its connection
  record Member(String device, String actor, String role, String group, boolean goodLink) {

    boolean isShopper() {
      return role.equals("shopper");
    }

    boolean supervises() {
      return role.equals("supervisor");
    }

    /// The rule of the house: whose conversation one may see, as it stands.
    boolean mayRead(Store.Conversation conversation) {
      return isShopper()
          ? conversation.shopper().equals(actor)
          : supervises()
              || conversation.owner().equals(actor)
              || conversation.group().equals(group);
    }

    /// As this one counts.
    long number(Store.Row row) {
      return isShopper() ? row.shopperSeq() : row.seq();
    }

    long head(Store.Conversation conversation) {
      return isShopper() ? conversation.shopperHead() : conversation.head();
    }
  }

  void see(Entry entry) {
    if (entry.what() == Entry.What.HERE) {
      members.put(
          entry.who(),
          new Member(
              entry.who(),
              entry.key(),
              entry.part(0),
              entry.part(1),
              entry.part(2).equals("good")));
    }
  }

  Iterable<Member> members() {
    return members.values();
  }

  Optional<Member> of(String device) {
    return Optional.ofNullable(members.get(device));
  }

  Member require(String device) {
    return of(device)
        .orElseThrow(() -> new IllegalStateException(device + " was never introduced"));
  }
}
