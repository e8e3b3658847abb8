package dev.kefu.commerce.http;

import dev.kefu.commerce.ShopDoors;

/// A shop that speaks GraphQL keeps what every connector promises.
class GraphqlContractTest extends HttpContract {

  @Override
  String example() {
    return "graphql.yaml";
  }

  @Override
  Face face(ShopDoors truth) {
    return new GraphqlFace(truth);
  }
}
