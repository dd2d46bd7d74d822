/**
 * Traditional Chinese signs and their simplified forms, for matching only: families write either, and one list
 * of words serves both. The signs of everyday school talk; what a family is sent is never converted.
 */
const pairs =
  '們们這这個个來来時时學学麼么嗎吗說说還还過过會会沒没請请師师問问車车電电話话幾几點点謝谢對对開开關关' +
  '體体幫帮讓让為为從从書书課课語语數数讀读寫写練练習习試试績绩號号碼码網网線线機机腦脑鍵键螢荧賬账帳账' +
  '戶户錄录聯联絡络資资訊讯簡简發发壓压藥药醫医護护傷伤療疗檢检驗验頭头腸肠嘔呕瀉泻熱热燒烧聽听視视覺觉' +
  '歲岁嬰婴兒儿爺爷媽妈親亲孫孙鄰邻長长門门樓楼場场館馆廳厅廚厨飯饭麵面雞鸡魚鱼豬猪萊莱湯汤飲饮錢钱費费' +
  '單单據据賣卖買买價价貴贵遷迁證证註注冊册報报轉转樂乐藝艺術术賽赛運运動动遊游戲戏慶庆節节畢毕業业禮礼' +
  '義义務务團团隊队聖圣誕诞員员職职辦办處处後后間间裡里裏里邊边條条隻只雙双張张塊块歡欢愛爱憂忧難难氣气' +
  '壞坏罵骂槍枪彈弹殺杀擊击脅胁嚇吓綁绑殘残離离無无歸归驅驱趕赶東东實实現现當当應应該该給给誰谁樣样麗丽' +
  '總总經经歷历級级組组編编輯辑評评議议論论訂订閱阅選选擇择擾扰斷断繼继續续遲迟遠远達达連连進进適适遺遗' +
  '錯错誤误銷销鎖锁閉闭陽阳陰阴雲云霧雾風风颱台颳刮濕湿溫温凍冻涼凉衛卫褲裤襪袜襯衬織织紙纸筆笔畫画圖图' +
  '顏颜紅红綠绿藍蓝黃黄橋桥樹树葉叶鳥鸟貓猫馬马龍龙龜龟蟲虫獎奖勵励優优異异認认識识記记憶忆諒谅訴诉譯译' +
  '謊谎調调講讲題题類类願愿顧顾須须預预領领導导尋寻專专將将屆届歐欧殼壳氈毡灣湾滿满灑洒爭争狀状獨独獲获' +
  '環环產产畝亩瘋疯盜盗監监盤盘確确禍祸種种稱称窮穷競竞築筑籃篮糧粮約约純纯終终結结絕绝綜综綫线緊紧緒绪' +
  '緩缓縣县縮缩罰罚羅罗聰聪聲声肅肃腫肿膽胆臉脸臨临舉举舊旧莊庄華华萬万著着蘋苹補补裝装複复規规觸触計计' +
  '訪访設设許许診诊詞词詢询詳详誠诚諾诺謹谨貧贫貨货責责貼贴賠赔贈赠贊赞趙赵跡迹輕轻輔辅輪轮輸输辭辞農农' +
  '迴回釋释鈴铃銀银鋼钢鎮镇鐘钟鐵铁陳陈陸陆險险隨随雜杂靜静響响頁页項项順顺頓顿飛飞飽饱餓饿驚惊驟骤髒脏' +
  '鬆松鬥斗鬧闹麥麦齊齐齒齿復复';

const toSimplified = new Map<string, string>();
const signs = [...pairs];
for (let place = 0; place + 1 < signs.length; place += 2) {
  toSimplified.set(signs[place] ?? '', signs[place + 1] ?? '');
}

/** The simplified form of a sign, or the sign itself. */
export function simplified(sign: string): string {
  return toSimplified.get(sign) ?? sign;
}
