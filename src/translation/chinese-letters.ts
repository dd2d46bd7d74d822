/** Characters that only one of the two ways of writing Chinese has, pair by pair: simplified, traditional. */
const pairs =
  '学學会會们們来來时時请請说說车車让讓给給为為这這个個吗嗎对對开開关關门門间間问問题題电電话話书書长長师師妈媽过過还還进進远遠边邊点點没沒经經发發业業东東两兩' +
  '习習语語课課读讀谢謝认認识識记記讲講许許该該谁誰试試诉訴证證词詞译譯护護报報场場块塊坏壞备備复復头頭实實写寫当當录錄归歸带帶帮幫广廣应應庆慶张張愿願战戰户戶' +
  '扫掃担擔择擇换換据據数數断斷无無旧舊显顯晓曉暂暫机機权權条條样樣检檢楼樓欢歡气氣汉漢汤湯满滿灯燈灵靈热熱爱愛爷爺状狀独獨猫貓环環现現画畫疗療盖蓋监監盘盤码碼' +
  '确確礼禮离離种種称稱稳穩穷窮简簡类類紧緊约約红紅级級纸紙线線练練组組细細终終绍紹结結络絡绝絕统統继繼续續维維网網罗羅罚罰联聯职職聪聰肤膚脑腦脸臉艺藝节節药藥' +
  '虽雖补補装裝见見观觀规規视視觉覺计計订訂讨討训訓议議论論设設评評调調贝貝财財责責贵貴费費资資赶趕轻輕较較辆輛输輸达達迁遷运運连連选選递遞邮郵邻鄰医醫释釋钟鐘' +
  '钱錢铃鈴银銀错錯键鍵闭閉闻聞阳陽阴陰阶階际際陈陳险險随隨难難雾霧静靜顶頂项項顺順须須预預领領频頻颜顏风風飞飛饭飯饮飲饿餓馆館马馬验驗骑騎鱼魚鸟鳥麦麥龄齡' +
  '岁歲从從仅僅价價众眾优優传傳伤傷体體儿兒兴興养養内內军軍农農决決况況冻凍减減击擊则則刚剛创創办辦务務动動励勵劳勞势勢区區协協单單卖賣卫衛厂廠厅廳历歷压壓厌厭' +
  '县縣参參双雙变變号號听聽员員响響园園围圍国國图圖团團圆圓圣聖坚堅声聲处處够夠奖獎妇婦孙孫宁寧宝寶审審宽寬宾賓导導将將尽盡层層属屬岛島迟遲';

const half = (which: 0 | 1): string => [...pairs].filter((_, index) => index % 2 === which).join('');
const simplified = new RegExp(`[${half(0)}]`, 'gu');
const traditional = new RegExp(`[${half(1)}]`, 'gu');

/** Whether a Chinese text is written the other way than its language says. A name may be written either way. Pure. */
export function isOtherChinese(text: string, language: string): boolean {
  if (language !== 'zh-Hans' && language !== 'zh-Hant') return false;
  const [here, there] = language === 'zh-Hans' ? [simplified, traditional] : [traditional, simplified];
  const own = (text.match(here) ?? []).length;
  const foreign = (text.match(there) ?? []).length;
  return foreign > own;
}
