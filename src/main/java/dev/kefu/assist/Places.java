package dev.kefu.assist;

import java.util.Optional;
import java.util.stream.Stream;

/// Finds the province a text names, by its own name or by one of its large cities.
final class Places {

  /// A province a line, then cities that are no part of ordinary words.
  private static final String TABLE =
      """
      北京
      天津
      上海
      重庆
      河北 石家庄 唐山 保定 邯郸 秦皇岛 廊坊 沧州
      山西 太原 大同 临汾 运城
      内蒙古 呼和浩特 包头 鄂尔多斯 赤峰
      辽宁 沈阳 大连 鞍山 锦州
      吉林 长春 延边 四平
      黑龙江 哈尔滨 大庆 齐齐哈尔 牡丹江 佳木斯
      江苏 南京 苏州 无锡 常州 南通 徐州 扬州 盐城 镇江 泰州 连云港 淮安 宿迁 昆山
      浙江 杭州 宁波 温州 嘉兴 绍兴 金华 台州 湖州 义乌 丽水 衢州 舟山
      安徽 合肥 芜湖 蚌埠 阜阳 安庆 马鞍山
      福建 福州 厦门 泉州 漳州 莆田 宁德
      江西 南昌 赣州 九江 上饶 景德镇 宜春
      山东 济南 青岛 烟台 潍坊 临沂 淄博 济宁 威海 德州 聊城 泰安 菏泽
      河南 郑州 洛阳 开封 南阳 新乡 安阳 商丘 周口 信阳
      湖北 武汉 宜昌 襄阳 荆州 黄石 十堰
      湖南 长沙 株洲 湘潭 衡阳 岳阳 常德 郴州
      广东 广州 深圳 东莞 佛山 珠海 中山 惠州 汕头 江门 湛江 茂名
      广西 南宁 柳州 桂林 北海 玉林
      海南 海口 三亚
      四川 成都 绵阳 德阳 南充 宜宾 泸州 乐山 达州
      贵州 贵阳 遵义 六盘水 毕节
      云南 昆明 大理 丽江 曲靖 玉溪 西双版纳
      西藏 拉萨 日喀则 林芝
      陕西 西安 咸阳 宝鸡 榆林 汉中 延安
      甘肃 兰州 天水 酒泉 敦煌
      青海 西宁
      宁夏 银川
      新疆 乌鲁木齐 喀什 伊犁 克拉玛依 库尔勒 阿克苏
      香港
      澳门
      台湾 台北 高雄
      """;

  private Places() {}

  /// The province named first; nothing when none is.
  static Optional<String> province(String text) {
    record Named(String province, int at) {}
    return TABLE
        .lines()
        .flatMap(line -> {
          var names = line.split(" ", -1);
          return Stream.of(names).map(name -> new Named(names[0], text.indexOf(name)));
        })
        .filter(named -> named.at() >= 0)
        .min(java.util.Comparator.comparingInt(Named::at))
        .map(Named::province);
  }
}
