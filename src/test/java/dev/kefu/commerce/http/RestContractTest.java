package dev.kefu.commerce.http;

import dev.kefu.commerce.ShopDoors;

/// An ERP with a REST API keeps what every connector promises.
class RestContractTest extends HttpContract {

  @Override
  String example() {
    return "erp-rest.yaml";
  }

  @Override
  Face face(ShopDoors truth) {
    return new ErpFace(truth);
  }
}
