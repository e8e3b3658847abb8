package dev.kefu.assist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A store with a few goods, orders and answers.
final class SmallStore {

  private SmallStore() {}

  /// @return the content folder
  static Path in(Path folder) throws IOException {
    write(
        folder,
        "shop.yaml",
        """
        name: 小店
        hours: {from: "08:00", until: "23:00", zone: Asia/Shanghai}
        cutoff: "16:00"
        promise: {target_h: 24, limit_h: 48}
        departments:
          - {id: pre_sale, name: 售前组, stage: pre_sale}
          - {id: after_sale, name: 售后组, stage: after_sale}
        couriers:
          - {id: zto, name: 中通快递, default: true}
        """);
    goods(folder);
    orders(folder);
    article(folder, "kb_stock", "这件有货吗？", "有货没, 还有吗", "low", "还有{{stock|else:现货，我帮您核实}}件呢。");
    article(folder, "kb_state", "我的订单到哪一步了？", "订单状态", "low", "订单现在是{{order.state|else:处理中}}。");
    article(folder, "kb_fee", "运费是多少？", "邮费多少钱", "low", "运费{{shipping_fee|else:结算页显示的}}元。");
    article(folder, "kb_wash", "这件怎么洗？", "能机洗吗", "low", "冷水手洗就可以。");
    article(folder, "kb_warranty", "这件保修多久？", "质保几年", "low", "亲，质保3年，随时联系我们。");
    article(folder, "kb_guarantee", "这件保修期多久？", "质保多长", "low", "亲，质保1年，请保留凭证。");
    article(folder, "kb_refund", "退款多久到账？", "钱什么时候退", "high", "审核后原路退回。");
    write(
        folder,
        "playbooks/damaged.md",
        """
        ---
        id: pb_damaged
        title: 商品破损
        reason: damaged
        triggers: [碎了]
        ---
        ## 安抚
        亲，真的很抱歉，我来帮您处理。
        ## 核实
        - 请发照片
        ## 方案
        - 补发
        ## 下一步
        - 登记
        """);
    write(
        folder,
        "rulebook.yaml",
        """
        version: 1
        roles: [agent, supervisor, manager]
        claims:
          - id: R-DAMAGED
            reason: damaged
            title: 商品破损
            forms: [refund, small_payment]
            max_percent: 50
            max_fen: {agent: 2000, supervisor: 8000, manager: 50000}
            evidence: true
        quotas: {agent_day_fen: 30000, shopper_30_days_fen: 10000, order_percent: 100}
        discounts: {agent: 95, supervisor: 90, manager: 80}
        promises: []
        banned: []
        """);
    return folder;
  }

  private static void goods(Path folder) throws IOException {
    write(
        folder,
        "demo-shop/products.csv",
        """
        sku,product,title,options,category,price_fen,stock,safety_stock,on_sale,weight_g,attributes,restock_at
        DRS-M,DRS,连衣裙,黑色/M,女装,18900,12,8,1,420,,
        DRS-L,DRS,连衣裙,黑色/L,女装,18900,0,8,1,420,,
        CUP-A,CUP-A,马克杯,,餐具,5900,3,5,1,350,,
        """);
    write(
        folder,
        "demo-shop/shipping-fees.csv",
        """
        courier,province,first_g,first_fen,step_g,step_fen,served,days
        zto,四川,1000,600,1000,200,1,2
        """);
  }

  private static void orders(Path folder) throws IOException {
    write(
        folder,
        "demo-shop/orders.csv",
        """
        order,buyer,state,created_at,paid_at,shipped_at,signed_at,closed_at,courier,parcel,province,city,address,receiver,phone,shipping_fee_fen,discount_fen,note
        YS44001001,xiaoyu,paid,-PT3H,-PT2H,,,,zto,,浙江,杭州,某街,小雨,19900000001,0,0,
        YS44001002,lilei,done,-P9D,-P9D,-P8D,-P7D,-P1D,zto,,浙江,杭州,某街,李雷,19900000002,0,0,
        """);
    write(
        folder,
        "demo-shop/order-lines.csv",
        """
        order,sku,quantity,price_fen
        YS44001001,CUP-A,1,5900
        YS44001002,CUP-A,1,5900
        """);
  }

  private static void article(
      Path folder, String id, String question, String similar, String risk, String answer)
      throws IOException {
    write(
        folder,
        "faq/" + id + ".md",
        """
        ---
        id: %s
        question: %s
        similar: [%s]
        category: 常见
        stage: any
        risk: %s
        status: published
        ---
        %s
        """
            .formatted(id, question, similar, risk, answer));
  }

  private static void write(Path folder, String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
