package dev.kefu.commerce.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/// A content folder with a shop of a few goods and orders.
@NullMarked
record SmallShop(Path folder) {

  static SmallShop in(Path folder) {
    var shop = new SmallShop(folder);
    shop.write(
        "shop.yaml",
        """
        name: 小店
        cutoff: "16:00"
        rest: [sunday]
        closed: [2027-02-16, 2027-02-17]
        promise: {target_h: 24, limit_h: 48}
        couriers:
          - {id: zto, name: 中通快递, default: true}
          - {id: sf, name: 顺丰速运}
          - {id: ems, name: 邮政EMS}
        """);
    shop.write(
        "windows.yaml",
        """
        - {name: winter_sale, title: 冬季暖心节, from: -P3D, until: P10D}
        - {name: double12, title: 双12, from: 2026-12-12T00:00:00+08:00, until: 2026-12-13T00:00:00+08:00}
        """);
    shop.write(
        "demo-shop/products.csv",
        """
        sku,product,title,options,category,price_fen,stock,safety_stock,on_sale,weight_g,attributes,restock_at
        DRS-A-BK-M,DRS-A,法式连衣裙,黑色/M,女装,18900,12,8,1,420,面料=纯棉|产地=杭州,
        DRS-A-BK-L,DRS-A,法式连衣裙,黑色/L,女装,18900,0,8,1,420,,P5D
        CUP-A,CUP-A,马克杯,,餐具,5900,3,5,1,350,,
        FAN-A,FAN-A,台扇,,电器,12900,2,1,0,2200,,
        """);
    shop.write(
        "demo-shop/floor-prices.csv",
        """
        sku,floor_fen
        DRS-A-BK-M,15000
        """);
    shop.write(
        "demo-shop/orders.csv",
        """
        order,buyer,state,created_at,paid_at,shipped_at,signed_at,closed_at,courier,parcel,province,city,address,receiver,phone,shipping_fee_fen,discount_fen,note
        YS1,xiaoyu,paid,-PT3H,-PT2H,,,,zto,,浙江,杭州,某街1号,小雨,19900000001,600,1000,
        YS2,xiaoyu,shipped,-P2DT3H,-P2DT2H,-P1D,,,sf,SF1,浙江,杭州,某街1号,小雨,19900000001,0,0,
        YS3,lilei,unpaid,-PT1H,,,,,zto,,广西,南宁,某街2号,李雷,19900000002,0,0,
        """);
    shop.write(
        "demo-shop/order-lines.csv",
        """
        order,sku,quantity,price_fen
        YS1,DRS-A-BK-M,1,18900
        YS1,CUP-A,2,5900
        YS2,CUP-A,1,5900
        YS3,DRS-A-BK-L,1,18900
        """);
    shop.write(
        "demo-shop/parcels.csv",
        """
        parcel,order,courier,state
        SF1,YS2,sf,in_transit
        """);
    shop.write(
        "demo-shop/parcel-scans.csv",
        """
        parcel,at,place,text
        SF1,-PT20H,杭州,已揽收
        SF1,-PT5H,上海,已到达上海转运中心
        """);
    shop.write(
        "demo-shop/members.csv",
        """
        buyer,name,tier,points,phone,joined_at
        xiaoyu,小雨,金卡会员,2310,19900000001,-P812D
        """);
    shop.write(
        "demo-shop/shipping-fees.csv",
        """
        courier,province,first_g,first_fen,step_g,step_fen,served,days
        zto,浙江,1000,500,1000,100,1,1
        sf,浙江,1000,1200,500,300,1,1
        zto,西藏,1000,0,1000,0,0,0
        ems,西藏,1000,2500,1000,1500,1,7
        """);
    shop.write(
        "demo-shop/promotions.csv",
        """
        id,title,kind,skus,threshold_fen,reduce_fen,percent,window,level,categories,price_fen,every,cap_fen,nth,tiers
        winter-199-20,满199减20,full_reduction,,19900,2000,0,winter_sale,,,,0,,,
        dress-90,连衣裙九折,discount,DRS-A,0,0,90,winter_sale,,,,0,,,
        cup-gift,买杯送勺,gift,CUP-A,0,0,0,,,,,0,,,
        d12-80,双12八折,discount,DRS-A,0,0,80,double12,,,,0,,,
        fan-member,风扇会员价,member,FAN-A,0,0,0,winter_sale,item,,12000,0,,,金卡会员
        fan-2nd,电器第二件半价,nth_piece,,0,0,50,winter_sale,,电器,,0,9000,2,
        fan-every,电器每满100减10,red_packet,,10000,1000,0,winter_sale,platform,电器,,1,2000,,
        """);
    return shop;
  }

  void write(String name, String text) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void replace(String name, String text, String by) {
    try {
      var file = folder.resolve(name);
      var before = Files.readString(file);
      if (!before.contains(text)) {
        throw new IllegalArgumentException(name + " does not hold " + text);
      }
      Files.writeString(file, before.replace(text, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
