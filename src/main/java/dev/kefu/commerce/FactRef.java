package dev.kefu.commerce;

/// Names one fact.
///
/// | fact | key | value |
/// | --- | --- | --- |
/// | stock, price | SKU | `12`; yuan, `129.00` |
/// | promotion | SKU | titles of what runs now, joined by `、` |
/// | order | order number | the state in Chinese, `待发货` |
/// | ship_by | order number | `11月24日 18:00`, shop time |
/// | parcel | parcel number | text of the last scan |
/// | shipping_fee | `courier/province/weight_g` | yuan, `6.00` |
/// | member | `buyer/tier` or `buyer/points` | `金卡会员`; `2310` |
public record FactRef(FactKind fact, String key) {}
