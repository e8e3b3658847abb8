package dev.kefu.commerce.http;

import dev.kefu.commerce.line.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/// A shop's system as its file describes it.
///
/// @param source what facts are said to come from
/// @param headers of every request; may hold secrets, and [#toString] leaves them out
/// @param envelope how an answer says whether it is one; null when its status says so
/// @param requests by their names, such as `products.find`; what is not there is not offered
/// @param fields by section
/// @param webhooks null when the shop tells us nothing by itself
record ShopApi(
    String source,
    Target target,
    int concurrent,
    Map<String, String> headers,
    @Nullable Envelope envelope,
    Map<String, Request> requests,
    Map<String, Fields> fields,
    @Nullable Webhooks webhooks) {

  ShopApi {
    headers = Map.copyOf(headers);
    requests = Map.copyOf(requests);
    fields = Map.copyOf(fields);
  }

  /// @param at where the word stands
  /// @param ok words that say that all is well
  /// @param missing words that say that there is no such thing
  record Envelope(JsonPointer at, Set<String> ok, Set<String> missing) {}

  /// What the shop tells us by itself.
  ///
  /// @param secret what it signs with
  /// @param timestamp header with the seconds since 1970
  /// @param signature header with the HMAC
  /// @param type where the body names what has happened
  /// @param events by the shop's own names
  record Webhooks(
      SecretKey secret,
      String timestamp,
      String signature,
      JsonPointer type,
      Map<String, Event> events) {

    @Override
    public String toString() {
      return "webhooks";
    }
  }

  /// @param raise `stock_ran_out product_moved order_moved`
  /// @param key where the SKU or the order stands
  /// @param parcel where its parcel stands; empty for nowhere
  record Event(String raise, JsonPointer key, JsonPointer parcel) {}

  Optional<Request> request(String name) {
    return Optional.ofNullable(requests.get(name));
  }

  Fields fieldsOf(String section) {
    return fields.getOrDefault(section, new Fields(Map.of()));
  }

  @Override
  public String toString() {
    return source;
  }
}
