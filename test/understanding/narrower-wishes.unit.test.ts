import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

const read = (language: string, text: string): Understood =>
  understand(words, text, { homeLanguage: language, districtLanguages: words.languages });

test.each([
  ['en', 'six a day is more than i can read, bundle them on fridays', 'fewer'],
  ['en', 'skip the spirit week stuff, only write if she is hurt', 'alerts_only'],
  ['es', 'mientras mi suegra está internada no nos manden mensajes', 'pause'],
  ['es', 'mejor un mensajito a la semana y ya, cada día es mucho', 'fewer'],
  ['es', 'las ventas y los bailes no me interesan, nomás si cierran la escuela', 'alerts_only'],
  ['fr', 'le temps du ramadan laissez-nous tranquilles, reprenez après', 'pause'],
  ['fr', 'un message le dimanche me suffirait, tous les jours c’est trop', 'fewer'],
  ['fr', 'les kermesses non merci, seulement si l’école ferme', 'alerts_only'],
  ['pt-BR', 'enquanto meu pai está internado segurem as mensagens', 'pause'],
  ['pt-BR', 'seis por dia não dá, façam uma só no sábado', 'fewer'],
  ['pt-BR', 'rifa e festa dispenso, só quando a escola fechar', 'alerts_only'],
  ['ht', 'pandan m ap prepare egzamen an kenbe mesaj yo', 'pause'],
  ['ht', 'yon mesaj chak samdi sifi, chak jou se twòp', 'fewer'],
  ['ht', 'fè m konnen sèlman si lekòl la fèmen, lòt bagay yo m pa bezwen', 'alerts_only'],
  ['pl', 'na czas pogrzebu dajcie nam spokój z wiadomościami', 'pause'],
  ['pl', 'sześć dziennie to za wiele, jedna w sobotę starczy', 'fewer'],
  ['pl', 'loterii nie potrzebuję, piszcie tylko gdy szkoła zamknięta', 'alerts_only'],
  ['ru', 'пока дедушка в реанимации не присылайте нам ничего', 'pause'],
  ['ru', 'шесть в день перебор, одно в субботу достаточно', 'fewer'],
  ['ru', 'про конкурсы не надо, только если школу закроют', 'alerts_only'],
  ['uk', 'поки дідусь у лікарні не надсилайте нам нічого', 'pause'],
  ['uk', 'шість на день забагато, одного в суботу досить', 'fewer'],
  ['uk', 'про конкурси не треба, тільки якщо школу закриють', 'alerts_only'],
  ['sq', 'gjashtë në ditë janë tepër, një të shtunën mjafton', 'fewer'],
  ['sq', 'lotaritë jo, vetëm nëse mbyllet shkolla', 'alerts_only'],
  ['so', 'inta awoowe isbitaalka ku jiro fariin ha noo soo dirina', 'pause'],
  ['so', 'maalintii lix waa badan, sabtida mid ayaa igu filan', 'fewer'],
  ['so', 'xafladaha uma baahni, kaliya haddii dugsigu xirmo', 'alerts_only'],
  ['sw', 'babu akiwa hospitali msitutumie meseji', 'pause'],
  ['sw', 'sita kwa siku ni nyingi, moja jumamosi inatosha', 'fewer'],
  ['sw', 'habari za sherehe sihitaji, shule ikifungwa tu', 'alerts_only'],
  ['tr', 'dedem hastaneden çıkana kadar mesaj atmayın', 'pause'],
  ['tr', 'günde altı tane çok, cumartesi bir tane yeter', 'fewer'],
  ['tr', 'kermesler lazım değil, sadece okul kapanırsa yazın', 'alerts_only'],
  ['vi', 'ông nội còn nằm viện, khoan gửi tin giúp tôi', 'pause'],
  ['vi', 'ngày sáu tin nhiều quá, thứ bảy một tin đủ rồi', 'fewer'],
  ['vi', 'tin văn nghệ khỏi gửi, chỉ khi trường đóng cửa', 'alerts_only'],
  ['ar', 'طول ما جدو بالمستشفى لا تبعتوا رسائل', 'pause'],
  ['ar', 'ستة باليوم كتير، وحدة السبت بتكفي', 'fewer'],
  ['ar', 'أخبار الحفلات ما بدي، بس إذا سكرت المدرسة', 'alerts_only'],
  ['ur', 'جب تک دادا ہسپتال میں ہیں میسج نہ بھیجیں', 'pause'],
  ['ur', 'دن میں چھ بہت ہیں، ہفتے کو ایک کافی ہے', 'fewer'],
  ['ur', 'تقریبات نہیں چاہئیں، صرف سکول بند ہو تو بتائیں', 'alerts_only'],
  ['ps', 'چې نیکه مو په روغتون کې وي پیغامونه مه رالېږئ', 'pause'],
  ['ps', 'په ورځ کې شپږ ډېر دي، شنبه یو بس دی', 'fewer'],
  ['ps', 'د مېلو خبرې نه، یوازې که ښوونځی بند شي', 'alerts_only'],
  ['fa-AF', 'تا پدرکلانم در شفاخانه است پیام نتین', 'pause'],
  ['fa-AF', 'روز شش پیام زیاد است، شنبه یکی کافی است', 'fewer'],
  ['fa-AF', 'از محفل‌ها نی، فقط اگر مکتب بسته شد', 'alerts_only'],
  ['bn', 'দাদা হাসপাতালে থাকা পর্যন্ত মেসেজ দিয়েন না', 'pause'],
  ['bn', 'দিনে ছয়টা অনেক, শনিবারে একটা যথেষ্ট', 'fewer'],
  ['bn', 'অনুষ্ঠানের খবর লাগবে না, শুধু স্কুল বন্ধ হলে', 'alerts_only'],
  ['hi', 'दादाजी अस्पताल में हैं तब तक मैसेज मत भेजिए', 'pause'],
  ['hi', 'दिन में छह बहुत हैं, शनिवार को एक काफी है', 'fewer'],
  ['hi', 'कार्यक्रम की खबर नहीं चाहिए, सिर्फ स्कूल बंद हो तो', 'alerts_only'],
  ['zh-Hans', '爷爷住院期间先别发短信', 'pause'],
  ['zh-Hans', '一天六条太多，周六一条就够', 'fewer'],
  ['zh-Hans', '活动的不用发，只要停课的', 'alerts_only'],
  ['zh-Hant', '爺爺住院期間先別傳簡訊', 'pause'],
  ['zh-Hant', '一天六則太多，週六一則就夠', 'fewer'],
  ['zh-Hant', '活動的不用傳，只要停課的', 'alerts_only'],
  ['ko', '할아버지 입원해 계신 동안 문자 보내지 마세요', 'pause'],
  ['ko', '하루 여섯 통은 많아요, 토요일에 하나면 충분해요', 'fewer'],
  ['ko', '행사 소식은 필요 없고 휴교할 때만 알려 주세요', 'alerts_only'],
])('a wish for fewer texts is heard in the words of a family: %s: %s', (language, text, consent) => {
  expect(read(language, text).consent).toBe(consent);
});

/** What is paused, is less, lasts until a day or matters only, and is no text of ours. A line a language. */
const lookAlikes: Readonly<Record<string, string>> = {
  en: "he is sick until friday, back on monday|please pause the video so she can write it down|fewer pages of reading for the little one please|is only this chapter important for the test|she takes the drops twice a day|the bus comes every two hours here|don't send him outside until his cough is gone|i will write you again after the holidays|text me only when she is inside the building|nothing serious, she just fell on the stairs|how many days are left until the exams|write to me on this number, not on my husband's|don't give him sweets until his tooth is fixed|we got five messages today, thanks for all of them|practice is on hold for two weeks he says",
  es: 'está enfermo hasta el viernes, regresa el lunes|pongan pausa al video para que ella copie|menos páginas de lectura para la chiquita por favor|solo este capítulo es importante para el examen|le ponen las gotas dos veces al día|el camión pasa cada dos horas aquí|no lo manden afuera hasta que se le quite la tos|les escribo otra vez después de las vacaciones|no es nada grave, solo se cayó en las gradas|cuántos días faltan para los exámenes|escríbanme a este número, no al de mi esposo|no le den dulces hasta que le arreglen el diente|hoy llegaron cinco mensajes, gracias por todos|el entrenamiento está suspendido dos semanas dice él',
  fr: "il est malade jusqu'à vendredi, retour lundi|mettez la vidéo en pause pour qu'elle recopie|moins de pages de lecture pour la petite svp|seul ce chapitre est important pour le contrôle|elle prend les gouttes deux fois par jour|le bus passe toutes les deux heures ici|ne le laissez pas sortir tant qu'il tousse|je vous réécris après les vacances|rien de grave, elle est juste tombée|combien de jours avant les examens|écrivez-moi sur ce numéro, pas sur celui de mon mari|pas de bonbons tant que sa dent n'est pas soignée|cinq messages aujourd'hui, merci pour tout|l'entraînement est suspendu deux semaines dit-il",
  'pt-BR':
    'ele está doente até sexta, volta segunda|pausa o vídeo pra ela copiar|menos páginas de leitura pra pequena por favor|só esse capítulo é importante pra prova|ela pinga o colírio duas vezes por dia|o ônibus passa de duas em duas horas aqui|não deixa ele sair até passar a tosse|eu escrevo de novo depois das férias|nada sério, ela só caiu na escada|quantos dias faltam pras provas|escrevam pra mim nesse número, não no do meu marido|não deem doce até arrumar o dente|hoje chegaram cinco mensagens, obrigada por todas|o treino está suspenso duas semanas ele disse',
  ht: 'li malad jiska vandredi, l ap tounen lendi|mete videyo a sou poz pou l ka kopye|mwens paj lekti pou ti piti a tanpri|se chapit sa a sèlman ki enpòtan pou egzamen an|li pran gout yo de fwa pa jou|bis la pase chak dezè tan isit|pa kite l soti deyò jiska tous la pase|anyen grav, li sèlman tonbe nan eskalye|konbyen jou ki rete anvan egzamen yo|ekri m sou nimewo sa a, pa sou pa mari m|pa ba li sirèt jiskaske dan an geri|nou resevwa senk mesaj jodi a, mèsi pou tout|antrènman an kanpe pou de semèn li di',
  pl: 'chory do piątku, wróci w poniedziałek|proszę zatrzymać film żeby zdążyła przepisać|mniej stron czytania dla małej proszę|czy tylko ten rozdział jest ważny na sprawdzian|bierze krople dwa razy dziennie|autobus jeździ tu co dwie godziny|nie wypuszczajcie go na dwór póki kaszle|napiszę znowu po feriach|nic poważnego, tylko się przewróciła|ile dni zostało do egzaminów|piszcie na ten numer, nie na męża|nie dawajcie mu słodyczy póki ząb nie wyleczony|dziś przyszło pięć wiadomości, dziękuję za wszystkie|treningi wstrzymane na dwa tygodnie mówi',
  ru: 'болеет до пятницы, вернётся в понедельник|поставьте видео на паузу чтобы она списала|поменьше страниц чтения для малышки пожалуйста|только эта глава важна для контрольной|капли ей два раза в день|автобус тут ходит раз в два часа|не выпускайте его на улицу пока кашляет|напишу вам снова после каникул|ничего серьёзного, просто упала|сколько дней осталось до экзаменов|не давайте ему сладкого пока зуб не вылечим|сегодня пришло пять сообщений, спасибо за все|тренировки отменили на две недели говорит',
  uk: "хворіє до п'ятниці, повернеться в понеділок|поставте відео на паузу щоб вона списала|менше сторінок читання для малої будь ласка|тільки цей розділ важливий для контрольної|краплі їй двічі на день|автобус тут ходить раз на дві години|не випускайте його надвір поки кашляє|напишу вам знову після канікул|нічого серйозного, просто впала|скільки днів лишилось до іспитів|пишіть на цей номер, не чоловіку|не давайте йому солодкого поки зуб не вилікуємо|сьогодні прийшло п'ять повідомлень, дякую за всі|тренування скасували на два тижні каже",
  sq: "është sëmurë deri të premten, kthehet të hënën|ndaleni videon që ta kopjojë|më pak faqe leximi për të voglën ju lutem|vetëm ky kapitull është i rëndësishëm për testin|i merr pikat dy herë në ditë|autobusi vjen çdo dy orë këtu|mos e nxirrni jashtë derisa t'i kalojë kolla|asgjë serioze, vetëm u rrëzua në shkallë|sa ditë mbeten deri te provimet|më shkruani në këtë numër, jo te burri|mos i jepni ëmbëlsira derisa t'i rregullohet dhëmbi|sot erdhën pesë mesazhe, faleminderit për të gjitha|stërvitja është ndalur dy javë thotë",
  so: 'wuu xanuunsan yahay ilaa jimcaha, isniinta ayuu soo noqonayaa|fiidiyowga hakiya si ay u qorato|bogag akhris ah oo yar tan yar fadlan|cutubkan kaliya ma muhiim u yahay imtixaanka|dhibcaha waxay qaadataa maalintii laba jeer|basku halkan labadii saacadood mar buu yimaadaa|bannaanka ha u dirina ilaa qufacu ka dhammaado|fasaxa ka dib ayaan mar kale idiin soo qorayaa|wax halis ah ma aha, jaranjarada ayay ka dhacday|imisa maalmood ayaa ka hadhay imtixaanka|lambarkan ii soo qora, ma aha kan ninkayga|nacnac ha siinina ilaa ilkaha laga daaweeyo|maanta shan fariimood ayaa yimid, dhammaan mahadsanidiin|tababarka laba usbuuc waa la joojiyay ayuu yidhi|imtixaanka ka dib ayuu soo noqonayaa|aabbaheed isbitaalka ayuu ku jiraa, waan soo daahaynaa|safarka ma la hakiyay|telefoonkiisa ayaan ka qaaday ilaa sabtida',
  sw: "ni mgonjwa hadi ijumaa, atarudi jumatatu|simamisheni video aweze kunakili|kurasa chache za kusoma kwa mdogo tafadhali|sura hii tu ndiyo muhimu kwa mtihani|anatumia matone mara mbili kwa siku|basi huja kila baada ya saa mbili hapa|msimtoe nje hadi kikohozi kiishe|nitawaandikia tena baada ya likizo|si jambo kubwa, alianguka tu kwenye ngazi|zimebaki siku ngapi hadi mitihani|niandikieni kwa namba hii, si ya mume wangu|msimpe pipi hadi jino litibiwe|leo zimekuja meseji tano, asante kwa zote|mazoezi yamesimamishwa wiki mbili anasema|atarudi baada ya mitihani|baba yake amelazwa, tutachelewa kumchukua|je safari imesitishwa|nimemnyang'anya simu hadi jumamosi|ujumbe haujafika wiki hii",
  tr: 'cumaya kadar hasta, pazartesi gelir|videoyu durdurun da yazabilsin|küçüğe daha az sayfa okuma lütfen|sınav için sadece bu bölüm mü önemli|damlayı günde iki kez alıyor|otobüs burada iki saatte bir gelir|öksürüğü geçene kadar dışarı çıkarmayın|tatilden sonra size yine yazarım|ciddi bir şey yok, sadece merdivende düştü|sınavlara kaç gün kaldı|dişi yapılana kadar şeker vermeyin|bugün beş mesaj geldi, hepsi için teşekkürler|antrenman iki hafta durduruldu diyor',
  vi: 'cháu bệnh tới thứ sáu, thứ hai đi học lại|cô dừng phim lại cho cháu chép nha|bớt trang đọc cho bé nhỏ giúp em|bài kiểm tra chỉ chương này quan trọng hả thầy|cháu nhỏ thuốc ngày hai lần|xe buýt ở đây hai tiếng một chuyến|đừng cho cháu ra ngoài tới khi hết ho|sau kỳ nghỉ tôi viết lại cho cô|không có gì nghiêm trọng, cháu chỉ té cầu thang|còn mấy ngày nữa thi|nhắn số này cho tôi, đừng nhắn số chồng tôi|đừng cho cháu ăn kẹo tới khi chữa răng xong|hôm nay có năm tin, cảm ơn cô|cháu nói tập bóng nghỉ hai tuần',
  ar: 'هو مريض لحد الجمعة، بيرجع الاثنين|وقفوا الفيديو لتلحق تكتب|صفحات قراءة أقل للصغيرة لو سمحتم|بس هذا الفصل مهم للامتحان|القطرة مرتين باليوم|الباص هون بيجي كل ساعتين|لا تطلعوه برا لحد ما تروح السعلة|بكتبلكم مرة تانية بعد العطلة|ما في شي خطير، بس وقعت عالدرج|كم يوم باقي للامتحانات|اكتبولي على هذا الرقم مو على رقم زوجي|لا تعطوه حلويات لحد ما يتصلح سنه|اليوم وصلت خمس رسائل، شكرا عليها كلها|التدريب موقف أسبوعين هو بيقول',
  ur: 'وہ جمعے تک بیمار ہے، پیر کو آئے گا|ویڈیو روکیں تاکہ وہ لکھ سکے|چھوٹی کے لیے پڑھنے کے صفحے کم کریں|کیا صرف یہ باب امتحان کے لیے اہم ہے|قطرے دن میں دو بار ڈالتی ہے|بس یہاں دو گھنٹے میں ایک بار آتی ہے|کھانسی ٹھیک ہونے تک باہر نہ بھیجیں|چھٹیوں کے بعد پھر آپ کو لکھوں گی|کوئی سنجیدہ بات نہیں، بس سیڑھی سے گری|امتحان میں کتنے دن باقی ہیں|اس نمبر پر لکھیں، میرے شوہر کے نمبر پر نہیں|دانت ٹھیک ہونے تک مٹھائی نہ دیں|آج پانچ پیغام آئے، سب کا شکریہ|کہتا ہے پریکٹس دو ہفتے بند ہے|امتحان کے بعد واپس آئے گا|اس کے ابو ہسپتال میں ہیں، ہم دیر سے آئیں گے|کیا ٹرپ روک دیا گیا ہے|ہفتے تک اس کا فون لے لیا ہے|اس ہفتے پیغام نہیں آیا',
  ps: 'تر جمعې ناروغ دی، دوشنبه به راشي|ویډیو ودروئ چې ولیکي|د کوچنۍ لپاره د لوست لږ مخونه مهرباني|یوازې دا څپرکی د ازموینې لپاره مهم دی|څاڅکي په ورځ کې دوه ځله اخلي|دلته موټر هر دوه ساعته راځي|تر څو ټوخی یې ښه شي بهر یې مه پرېږدئ|له رخصتۍ وروسته به بیا درته ولیکم|جدي خبره نه ده، یوازې په زینه کې ولوېده|تر ازموینو څو ورځې پاتې دي|په دې شمېره راته ولیکئ، د مېړه په شمېره نه|تر څو یې غاښ جوړ شي خواږه مه ورکوئ|نن پنځه پیغامونه راغلل، مننه د ټولو|وایي تمرین دوه اوونۍ بند دی',
  'fa-AF':
    'تا جمعه مریض است، دوشنبه میایه|ویدیو ره توقف بتین که نوشته کنه|برای خردکه صفحه‌های خواندن کمتر لطفا|تنها همی فصل در امتحان مهم است|قطره ره روز دو دفعه میندازه|سرویس اینجه دو ساعت بعد میایه|تا سرفه‌اش خوب نشه بیرون نبرینش|بعد رخصتی باز برتان نوشته میکنم|گپ جدی نیست، تنها از زینه افتاد|چند روز تا امتحان مانده|تا دندانش جور نشه شیرینی نتینش|امروز پنج پیام آمد، تشکر از همه|میگه تمرین دو هفته بند است',
  bn: 'শুক্রবার পর্যন্ত অসুস্থ, সোমবার আসবে|ভিডিওটা থামান যাতে লিখতে পারে|শুধু এই অধ্যায়টা কি পরীক্ষার জন্য জরুরি|ড্রপ দিনে দুইবার দেয়|এখানে বাস দুই ঘণ্টা পরপর আসে|কাশি না সারা পর্যন্ত বাইরে নিয়েন না|ছুটির পরে আবার লিখব আপনাকে|গুরুতর কিছু না, শুধু সিঁড়িতে পড়ছে|পরীক্ষার আর কয়দিন বাকি|এই নাম্বারে লেখেন, আমার স্বামীর নাম্বারে না|দাঁত ঠিক না হওয়া পর্যন্ত মিষ্টি দিয়েন না|আজকে পাঁচটা মেসেজ আসছে, সবগুলার জন্য ধন্যবাদ|ও বলে প্র্যাকটিস দুই সপ্তাহ বন্ধ',
  hi: 'वो शुक्रवार तक बीमार है, सोमवार को आएगा|वीडियो रोक दीजिए ताकि वो लिख सके|छोटी के लिए पढ़ने के पेज कम कर दीजिए|क्या सिर्फ ये पाठ टेस्ट के लिए ज़रूरी है|बूंदें दिन में दो बार डालती है|बस यहाँ दो घंटे में एक बार आती है|खाँसी ठीक होने तक बाहर मत भेजिए|छुट्टियों के बाद फिर आपको लिखूँगी|कोई गंभीर बात नहीं, बस सीढ़ी से गिरी|परीक्षा में कितने दिन बाकी हैं|इस नंबर पर लिखिए, मेरे पति के नंबर पर नहीं|दाँत ठीक होने तक मिठाई मत दीजिए|आज पाँच मैसेज आए, सबके लिए धन्यवाद|कहता है प्रैक्टिस दो हफ्ते बंद है',
  'zh-Hans':
    '他病到周五，周一回来上学|视频先暂停一下让她抄完|小的那个阅读页数少一点吧|考试是不是只有这一章重要|眼药水一天滴两次|这里的车两小时一班|咳嗽好之前别让他出去玩|放完假我再写信给您|不严重，只是在楼梯上摔了一下|离考试还有几天|牙看好之前不要给他糖吃|今天收到五条短信，都谢谢了|他说训练停两周',
  'zh-Hant':
    '他病到週五，週一回來上學|影片先暫停一下讓她抄完|小的那個閱讀頁數少一點吧|考試是不是只有這一章重要|眼藥水一天滴兩次|這裡的車兩小時一班|咳嗽好之前別讓他出去玩|放完假我再寫信給您|不嚴重，只是在樓梯上摔了一下|離考試還有幾天|牙看好之前不要給他糖吃|今天收到五則簡訊，都謝謝了|他說訓練停兩週',
  ko: '금요일까지 아파요, 월요일에 가요|영상 좀 멈춰 주세요 애가 적게요|시험에 이 단원만 중요한가요|안약은 하루 두 번 넣어요|여기 버스는 두 시간에 한 번 와요|기침 나을 때까지 밖에 내보내지 마세요|방학 끝나고 다시 쓸게요|심각한 건 아니고 계단에서 넘어졌어요|시험까지 며칠 남았나요|이 번호로 써 주세요, 남편 번호 말고요|이 치료할 때까지 사탕 주지 마세요|오늘 문자 다섯 통 왔어요, 다 감사해요|연습이 2주 동안 중단이래요|시험 끝나고 돌아와요|아빠가 입원해서 늦게 데리러 가요|이번 주에 문자가 안 왔어요|토요일까지 폰을 뺏었어요|여행이 중단됐나요',
};

const linesOf = (lists: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  Object.entries(lists).flatMap(([language, lines]) =>
    lines.split('|').map((text) => [language, text] as const),
  );

describe('who tells of a child', () => {
  test.each(linesOf(lookAlikes))('wishes nothing of the texting: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBeNull();
  });

  test.each(linesOf(lookAlikes))('may not lose the texts for it: %s: %s', (language, text) => {
    expect(read(language, text).consentCertainty).not.toBe('possible');
  });
});
