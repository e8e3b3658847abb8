package dev.kefu.commerce;

/// Names one fact.
///
/// | fact | key | value |
/// | --- | --- | --- |
/// | stock | SKU | `12`; `0` for what is not on sale, whatever lies on the shelf |
/// | price | SKU | yuan, `129.00` |
/// | promotion | SKU | titles of what runs now, joined by `、`; empty when nothing does |
/// | payable | SKU, or `SKU/buyer` with what is for members | yuan for one piece, `168.00` |
/// | order | order number | the state in Chinese, `待发货` |
/// | ship_by | order number | `11月24日 18:00`, shop time; empty unless paid and not shipped |
/// | parcel | parcel number | text of the last scan; empty before the first |
/// | shipping_fee | `courier/province/weight_g` | yuan, `6.00`; empty when not delivered there |
/// | member | `buyer/tier` or `buyer/points` | `金卡会员`; `2310` |
/// | policy | – | never here: the rulebook tells it |
public record FactRef(FactKind fact, String key) {}
