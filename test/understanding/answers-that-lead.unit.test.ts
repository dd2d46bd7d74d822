import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

/**
 * Replies that lead with their value and go on to tell why, or that answer with a word of regret, of God's will or of
 * how all of it was; and texts that hold such words and answer nothing. A language, the options of a choice, and replies
 * with what was asked and what they say before each: Y+ and Y- to yes or no, R2 a rating, M90 minutes, K0 books, P6
 * people, C1 the option of that index; "?" is unclear, "." no answer at all.
 */
const replies: readonly (readonly [string, string, string])[] = [
  [
    'en',
    'Morning|Afternoon|Evening',
    "K0 zero we had no time; K0 zero, it was a crazy week; R2 two only, nobody answered my questions; R2 two the line was so long; K2 two, the wolf one and one about a bear; R2 i give it two; R2 two from me, we waited forever; Y- unfortunately no, we had work at home; Y- sadly no, the baby was sick; Y- no we couldnt this week, grandma was sick; P6 we will be six counting grandma; P5 five with the baby; Y+ yes we go God willing; Y+ we're going yes, Lord willing; Y? still not sure yet; Y? dont know yet honestly; M90 hour n half; C0 a; C1 b; C0 the first one pls; C1 the 2nd one is good; K? a few times; K? it was several times; R? it was fine overall; R? it was ok; R? just okay i guess; R. what time does school start tomorrow?; Y. two children are sick; Y. ok the bus never came and he is cold; Y. ok, my daughter has no lunch money; Y. no bus came today, please help us; R. two kids threw up after lunch; K. my two kids have fever, call me; P. six kids were fighting on the bus; C. can he change to another club?; Y. can my daughter join the soccer team?",
  ],
  [
    'es',
    'Mañana|Tarde|Noche',
    'K0 cero no tuvimos tiempo; K0 cero, fue una semana loca; R2 dos nada más, nadie contestó mis preguntas; R2 dos la fila era larguísima; K2 dos, el del lobo y uno de un oso; R2 le doy dos; R2 dos le pongo, esperamos mucho; Y- lamentablemente no, teníamos trabajo en la casa; Y- por desgracia no, el bebé estaba enfermo; Y- desgraciadamente no, se descompuso el carro; Y- no pudimos esta semana, la abuela estaba enferma; P6 vamos a ser seis contando a la abuela; P5 cinco con el bebé; Y+ vamos sí si Dios quiere; Y+ sí vamos, primero Dios; Y? todavía no estoy segura; Y? aún no sé la verdad; M90 ora y media; C0 a; C1 la b; C0 la primerita; C1 la segunda está bien; K? unas cuantas veces; K? fueron varias veces; R? estuvo bien en general; R? estuvo bien nomás; R? más o menos; R. a qué hora empieza la escuela mañana?; Y. dos niños están enfermos; Y. no tengo transporte, ayúdenme; R. dos niños vomitaron después del almuerzo; K. mis dos hijos tienen fiebre, llámenme; P. seis niños se estaban peleando en el bus; C. puede cambiarse a otro club?; Y. mi hija puede entrar al equipo de fútbol?',
  ],
  [
    'pt-BR',
    'Manhã|Tarde|Noite',
    'K0 zero a gente não teve tempo; K0 zero, foi uma semana louca; R2 dois só, ninguém respondeu minhas perguntas; R2 dois a fila tava enorme; K2 dois, o do lobo e um da Turma da Mônica; R2 dou dois; R2 dois eu dou, esperamos demais; Y- infelizmente não, tivemos trabalho em casa; Y- poxa não, o bebê estava doente; Y- não deu essa semana, a vó tava doente; P6 vamos ser seis contando a vó; P5 cinco com o bebê; Y+ vamo sim se Deus quiser; Y+ a gente vai sim, se Deus quiser; Y? ainda não tenho certeza; Y? ainda não sei direito; M90 ora e meia; C0 a; C1 letra b; C0 a primeirinha; C1 o segundo tá bom; K? umas vezes; K? foram várias vezes; R? foi bom no geral; R? foi bom só; R? mais ou menos; R. que horas começa a aula amanhã?; Y. dois meninos estão doentes; Y. não tenho transporte, me ajudem; R. dois meninos vomitaram depois do almoço; K. meus dois filhos estão com febre, me liga; P. seis meninos estavam brigando no ônibus; C. ele pode mudar de clube?; Y. minha filha pode entrar no time de futebol?',
  ],
  [
    'fr',
    'Matin|Après-midi|Soir',
    "K0 zéro on n'a pas eu le temps; K0 zéro, semaine de fou; R2 deux seulement, personne n'a répondu à mes questions; R2 deux la queue était trop longue; K2 deux, celui du loup et un sur un ours; R2 je donne deux; R2 deux je mets, on a trop attendu; Y- malheureusement non, on avait du travail à la maison; Y- hélas non, le bébé était malade; Y- non on n'a pas pu cette semaine, mamie était malade; P6 on sera six en comptant mamie; P5 cinq avec le bébé; Y+ on vient oui si Dieu veut; Y+ oui on y va, inch'allah; Y? pas encore sûr; Y? je ne sais pas encore trop; M90 une eure et demie; C0 a; C1 la b; C0 le tout premier; C1 la deuxième me va; K? quelques fois; K? c'était plusieurs fois; R? c'était bien dans l'ensemble; R? c'était correct; R? bof moyen; R. à quelle heure commence l'école demain ?; Y. deux enfants sont malades; Y. pas de bus ce matin, aidez-nous; R. deux enfants ont vomi après le repas; K. mes deux enfants ont de la fièvre, appelez-moi; P. six enfants se battaient dans le bus; C. il peut changer de club ?; Y. ma fille peut entrer dans l'équipe de foot ?",
  ],
  [
    'ht',
    'Maten|Apremidi|Aswè',
    'K0 zewo nou pa t gen tan; K0 zewo, semèn nan te fou; R2 de sèlman, pèsonn pa reponn kesyon m yo; K2 de, youn sou lou ak youn sou lous; R2 m ba l de; R2 de m bay, nou tann twòp; Y- malerezman non, nou te gen travay nan kay la; Y- donmaj non, tibebe a te malad; Y- non nou pa t kapab semèn sa, grann te malad; P6 n ap sis ak grann; P5 senk ak tibebe a; Y+ n ap vini wi si Bondye vle; Y+ wi nou prale, si Dye vle; Y? m poko sèten; Y? m poko konnen vre; M90 inèdtan edmi; C0 a; C1 b; C0 premye a wi; C1 dezyèm nan bon; K? kèk fwa; K? se te plizyè fwa; R? li te bon an jeneral; R? li te byen konsa; R? konsi konsa; R. a ki lè lekòl la ap kòmanse demen?; Y. de timoun malad; Y. pa gen bis maten an, ede nou; R. de timoun vomi apre manje midi; K. de pitit mwen yo gen lafyèv, rele m; P. sis timoun t ap goumen nan bis la; C. èske li ka chanje klèb?; Y. èske pitit fi m ka antre nan ekip foutbòl la?',
  ],
  [
    'pl',
    'Rano|Po południu|Wieczorem',
    'K0 zero nie mieliśmy czasu; K0 zero, szalony tydzień; R2 dwa tylko, nikt nie odpowiedział na moje pytania; R2 dwa kolejka była okropna; K2 dwie, ta o wilku i jedna o misiu; R2 daję dwa; R2 dwójkę daję, za długo czekaliśmy; Y- niestety nie, mieliśmy pracę w domu; Y- niestety nie mogę, dziecko było chore; Y- nie daliśmy rady w tym tygodniu, babcia chorowała; P6 będzie nas sześć licząc babcię; P5 pięć z dzidziusiem; Y+ idziemy tak jak Bóg da; Y+ tak będziemy, da Bóg; Y? jeszcze nie jestem pewna; Y? jeszcze nie wiem; M90 puutorej godziny; C0 a; C1 b; C0 tę pierwszą; C1 ten drugi może być; K? kilka razy; R? ogólnie było dobrze; R? było w porządku; R? tak sobie; R. o której jutro zaczyna się szkoła?; Y. dwoje dzieci jest chorych; Y. nie mam transportu, pomóżcie; R. dwoje dzieci wymiotowało po obiedzie; K. moja dwójka dzieci ma gorączkę, proszę zadzwonić; P. sześcioro dzieci biło się w autobusie; C. czy może zmienić kółko?; Y. czy córka może dołączyć do drużyny?',
  ],
  [
    'ru',
    'Утро|День|Вечер',
    'K0 ноль времени не было; K0 ноль, неделя сумасшедшая; R2 два только, никто не ответил на мои вопросы; R2 два очередь была огромная; K2 две, про волка и одна про мишку; R2 ставлю два; R3 три максимум, на письма не отвечают; R2 двойку ставлю, слишком долго ждали; Y- к сожалению нет, была работа по дому; Y- увы нет, малыш болел; Y- нет не смогли на этой неделе, бабушка болела; P6 нас будет шестеро вместе с бабушкой; P5 пятеро с малышом; Y+ идём да если Бог даст; Y+ да придём, дай Бог; Y? пока не уверена; Y? еще пока не знаю; M90 палтара часа; C0 а; C1 б; C0 первенький; C1 второй подойдёт; K? несколько раз; R? в целом нормально; R? в общем неплохо было; R? так себе; R. во сколько завтра начинается школа?; Y. двое детей болеют; Y. нет автобуса, помогите нам; R. двоих детей вырвало после обеда; K. у моих двоих детей температура, позвоните; P. шестеро детей подрались в автобусе; C. можно ему перейти в другой кружок?; Y. можно дочке записаться в команду?',
  ],
  [
    'uk',
    'Ранок|День|Вечір',
    "K0 нуль часу не було; K0 нуль, тиждень божевільний; R2 два тільки, ніхто не відповів на мої питання; R2 два черга була величезна; K2 дві, про вовка і одна про ведмедика; R2 ставлю два; R2 двійку ставлю, задовго чекали; Y- на жаль ні, була робота вдома; Y- шкода але ні, малюк хворів; Y- ні не змогли цього тижня, бабуся хворіла; P6 нас буде шестеро разом з бабусею; P5 п'ятеро з малюком; Y+ йдемо так якщо Бог дасть; Y+ так прийдемо, дасть Бог; Y? ще не впевнена; Y? поки що не знаю; M90 півтари годин; C0 а; C1 б; C0 перший з них; C1 другий підійде; K? кілька разів; K? та кілька разів було; R? загалом нормально; R? в цілому непогано було; R? так собі; R. о котрій завтра починається школа?; Y. двоє дітей хворіють; Y. немає автобуса, допоможіть нам; R. двох дітей знудило після обіду; K. у моїх двох дітей температура, зателефонуйте; P. шестеро дітей побилися в автобусі; C. Мирослава хоче перейти до іншого гуртка, це можливо?; Y. чи може донька записатися в команду?",
  ],
  [
    'sq',
    'Mëngjes|Pasdite|Mbrëmje',
    'K0 zero skishim kohë; K0 zero, javë e çmendur; R2 dy vetëm, askush nuk mu përgjigj; K2 dy, ai i ujkut dhe një për ariun; R2 i jap dy; R2 dy i vë, pritëm shumë; Y- fatkeqsisht jo, kishim punë me shtëpinë; Y- për fat të keq jo, foshnja ishte sëmurë; Y- jo smundëm këtë javë, gjyshja ishte sëmurë; P6 do jemi gjashtë me gjyshen; P5 pesë me bebin; Y+ vijmë po në dashtë Zoti; Y+ po vijmë, inshallah; Y? ende sjam e sigurt; Y? nuk e di ende; M90 nji or e gjys; C0 a; C1 b; C0 atë të parën; C1 i dyti është mirë; K? disa herë; K? ka qenë ca herë; R? ishte mirë në përgjithësi; R? ishte në rregull; R? ashtu kështu; R. në çfarë ore fillon shkolla nesër?; Y. dy fëmijë janë sëmurë; Y. nuk kam transport, na ndihmoni; R. dy fëmijë volën pas drekës; K. dy fëmijët e mi kanë temperaturë, më telefononi; P. gjashtë fëmijë po ziheshin në autobus; C. a mund të ndërrojë klubin?; Y. a mundet vajza ime të hyjë në ekip?',
  ],
  [
    'so',
    'Subax|Galab|Fiid',
    'K0 eber waqti ma helin; K0 eber, usbuuc adag; R2 laba kaliya, qofna iima jawaabin; K2 laba, mid dacawo iyo mid libaax; R2 waxaan siinayaa laba; R2 laba baan siinayaa, aad baan u sugnay; Y- nasiib darro maya, guriga shaqo ayaa ka jirtay; Y- nasiib daro maya, ilmaha ayaa xanuunsanaa; Y- maya ma awoodin usbuucan, ayeeyo way xanuunsanayd; P6 waxaan noqonaynaa lix ayeeyo lagu daray; P5 shan ilmaha yar la jira; Y+ haa waan imanaynaa hadduu Eebbe idmo; Y+ waan imanaynaa haa, insha Allah; Y? weli ma hubo; Y? wali ma garanayo; M90 saacad iyo bar; C0 a; C1 b; C0 kan ugu horeeya; C1 kan labaad waa fiican; K? dhowr jeer; K? marar badan ayay ahayd; R? guud ahaan way fiicnayd; R? caadi bay ahayd; R? iska caadi; R. saacaddee dugsigu bilaabmayaa berri?; Y. laba carruur ah way xanuunsan yihiin; Y. gaadiid ma haysto, na caawi; R. laba carruur ah ayaa matagay qadada kadib; K. labadayda carruur qandho ayay qabaan, i soo wac; P. lix carruur ah ayaa baska ku dagaalamay; C. ma beddeli karaa naadiga?; Y. gabadhaydu kooxda ma ku biiri kartaa?',
  ],
  [
    'sw',
    'Asubuhi|Mchana|Jioni',
    'K0 sifuri hatukuwa na muda; K0 sifuri, wiki ngumu; R2 mbili tu, hakuna aliyejibu maswali yangu; K2 viwili, cha mbweha na kimoja cha simba; R2 natoa mbili; R2 mbili nawapa, tulisubiri sana; Y- bahati mbaya hapana, tulikuwa na kazi nyumbani; Y- kwa masikitiko hapana, mtoto alikuwa mgonjwa; Y- apana hatukuweza hii wiki, bibi alikuwa mgonjwa; P6 tutakuwa sita pamoja na bibi; P5 watano na mtoto mchanga; Y+ tunakuja ndio Mungu akipenda; Y+ ndiyo tutakuja, inshallah; Y? bado sina uhakika; Y? sijui bado; M90 lisaa na nusu; C0 a; C1 b; C0 ile ya kwanza; C1 ya pili ni nzuri; K? mara kadhaa; K? ilikuwa mara chache; R? ilikuwa sawa tu; R? kwa ujumla ilikuwa nzuri; R? kawaida tu; R. shule inaanza saa ngapi kesho?; Y. watoto wawili ni wagonjwa; Y. hakuna usafiri, tusaidieni; R. watoto wawili walitapika baada ya chakula; K. watoto wangu wawili wana homa, nipigie; P. watoto sita walikuwa wanapigana kwenye basi; C. anaweza kubadilisha klabu?; Y. binti yangu anaweza kujiunga na timu?',
  ],
  [
    'tr',
    'Sabah|Öğleden sonra|Akşam',
    'K0 sıfır vaktimiz olmadı; K0 sıfır, deli bir haftaydı; R2 iki sadece, kimse sorularıma cevap vermedi; R2 iki sıra çok uzundu; K2 iki, kurt olan ve bir de ayı; R2 iki veriyorum; R2 iki veririm, çok bekledik; Y- maalesef hayır, evde işimiz vardı; Y- ne yazık ki hayır, bebek hastaydı; Y- hayır bu hafta yapamadık, nine hastaydı; P6 babaanneyle altı kişi olacağız; P5 bebekle beş; Y+ geliyoruz evet Allah izin verirse; Y+ evet geliriz, inşallah; Y? henüz emin değilim; Y? daha bilmiyorum; M90 bibuçuk saat; C0 a; C1 b şıkkı; C0 birincisi; C1 ikincisi iyi; K? birkaç kere; K? birkaç defa oldu; R? genel olarak iyiydi; R? idare ederdi; R? şöyle böyle; R. yarın okul kaçta başlıyor?; Y. iki çocuk hasta; Y. servis yok, yardım edin; R. iki çocuk yemekten sonra kustu; K. iki çocuğumun ateşi var, beni arayın; P. altı çocuk serviste kavga ediyordu; C. başka kulübe geçebilir mi?; Y. kızım takıma girebilir mi?',
  ],
  [
    'vi',
    'Sáng|Chiều|Tối',
    'K0 không cuốn nào tuần này bận; K0 zero, tuần này bận quá; R2 hai thôi, không ai trả lời em; R2 hai tại xếp hàng lâu quá; K2 hai, cuốn con sói với một cuốn con gấu; R2 em cho hai; R2 hai điểm thôi, chờ lâu quá; Y- tiếc quá không được, nhà có việc; Y- rất tiếc là không, bé bệnh; Y- dạ không tuần này không được, bà ngoại bệnh; P6 nhà em sáu người tính luôn bà; P5 năm tính luôn em bé; Y+ dạ có đi nếu Chúa cho phép; Y+ có đi, ơn trời; Y? chưa chắc nữa; Y? em chưa biết; M90 tiếng rưởi; C0 a; C1 câu b; C0 cái đầu tiên; C1 cái thứ hai được; K? vài lần; K? cũng mấy lần; R? nói chung cũng được; R? cũng tạm; R? bình thường thôi; R. ngày mai mấy giờ vào học?; Y. hai bé bị bệnh; R. hai bé bị ói sau bữa trưa; K. hai đứa nhà em bị sốt, gọi em; P. sáu đứa đánh nhau trên xe buýt; C. bé đổi câu lạc bộ được không?; Y. con gái em vô đội bóng được không?',
  ],
  [
    'ar',
    'الصباح|بعد الظهر|المساء',
    'K0 صفر ما كان عندنا وقت; K0 صفر، اسبوع صعب; R2 اتنين بس، محدش رد على اسئلتي; R2 اتنين الطابور كان طويل; K2 اتنين، بتاع الذيب وواحد عن الدب; R2 نعطيها جوج; R2 اثنين أعطيها، انتظرنا كثير; Y- للأسف لا، كان عندنا شغل بالبيت; Y- مع الأسف لا، البيبي كان مريض; Y- لا ما قدرنا هالاسبوع، التيتا كانت مريضة; P6 حنكون ستة مع التيتا; P5 خمسة مع البيبي; Y+ جايين ايوه ان شاء الله; Y+ نعم رح نيجي، باذن الله; Y? لسه مش متأكدة; Y? لحد الان ما بعرف; M90 ساعه ونص; C0 أ; C1 ب; C0 اول وحدة; C1 التانية كويسة; K? كم مرة; K? كانت عدة مرات; R? كان منيح بشكل عام; R? كان عادي; R? نص نص; R. اي ساعة تبدأ المدرسة بكرة؟; Y. ولدين مريضين; Y. لا يوجد باص، ساعدونا; K. اولادي الاثنين عندهم حرارة، اتصلوا فيني; P. ستة اولاد كانوا يتضاربوا بالباص; C. ممكن يغير النادي؟; Y. ممكن بنتي تدخل الفريق؟',
  ],
  [
    'fa-AF',
    'صبح|بعد از ظهر|شام',
    'K0 صفر وقت نداشتیم; K0 صفر، هفته سخت بود; R2 دو فقط، هیچکس جواب نداد; K2 دو، از گرگ و یک از خرس; R2 دو میتم; R2 دو می دهم، بسیار انتظار کشیدیم; Y- متاسفانه نه، در خانه کار داشتیم; Y- بدبختانه نی، طفل مریض بود; Y- نه نتوانستیم این هفته، مادرکلان مریض بود; P6 شش نفر میشویم همرای مادرکلان; P5 پنج همرای طفل; Y+ میاییم بلی اگر خدا بخواهد; Y+ بلی می آییم، انشاالله; Y? هنوز مطمئن نیستم; Y? تا حال نمیدانم; M90 یک نیم ساعت; C0 الف; C1 ب; C0 اولیش; C1 دومیش خوب است; K? چند بار; K? چند دفعه بود; R? در کل خوب بود; R? بد نبود; R? همینطوری; R. صبا مکتب چند بجه شروع میشه؟; Y. دو طفل مریض است; Y. ترانسپورت نداریم، کمک کنید; R. دو طفل بعد از نان چاشت استفراغ کرد; K. دو طفلم تب دارد، زنگ بزنید; P. شش طفل در بس جنگ میکردند; C. میتواند کلپ خود را تبدیل کند؟; Y. دخترم در تیم شامل شده میتواند؟',
  ],
  [
    'ps',
    'سهار|ماسپښین|ماښام',
    'K0 صفر وخت مو نه درلود; K0 صفر، سخته اوونۍ وه; R2 دوه یوازې، چا ځواب رانکړ; K2 دوه، د لیوه او یو د ږیړ; R2 دوه ورکوم; R2 دوه راکوم، ډېر انتظار مو وکړ; Y- له بده مرغه نه، په کور کې کار و; Y- بدبختانه نه، ماشوم ناروغ و; Y- نه ونه مو کړای شو دا اوونۍ، انا ناروغه وه; P6 شپږ کسان به یو له انا سره; P5 پنځه له ماشوم سره; Y+ راځو هو که خدای وغواړي; Y+ هو راځو، انشاالله; Y? لا ډاډه نه یم; Y? تر اوسه نه پوهېږم; M90 یو نیم ساعت; C0 الف; C1 ب; C0 لومړی یې; C1 دوهم ښه دی; K? څو ځله; K? څو څو ځله و; R? په ټوله کې ښه و; R? بد نه و; R? لږ لږ; R. ښوونځی سبا څو بجې پیلیږي؟; Y. دوه ماشومان ناروغ دي; Y. ترانسپورت نشته، مرسته وکړئ; R. دوه ماشومانو له ډوډۍ وروسته کانګې وکړې; K. زما دوه ماشومان تبه لري، زنګ راته ووهئ; P. شپږ ماشومانو په بس کې جنګ کاوه; C. ایا کلب بدلولی شي؟; Y. زما لور ټیم ته راتلای شي؟',
  ],
  [
    'ur',
    'صبح|دوپہر|شام',
    'K0 صفر وقت نہیں ملا; K0 صفر، بہت مشکل ہفتہ تھا; R2 دو بس، کسی نے جواب نہیں دیا; K2 دو، بھیڑیے والی اور ایک ریچھ کی; R2 دو دوں گی; R2 do number dungi, bohat rush tha; Y- افسوس نہیں، گھر میں کام تھا; Y- بدقسمتی سے نہیں، بچہ بیمار تھا; Y- نہیں اس ہفتے نہیں کر سکے، دادی بیمار تھیں; P6 دادی سمیت چھ ہوں گے; P5 بچے سمیت پانچ; Y+ آئیں گے ہاں اگر اللہ نے چاہا; Y+ جی آئیں گے، ان شاء اللہ; Y? ابھی پکا نہیں; Y? ابھی تک پتہ نہیں; M90 ڈیڑ گھنٹہ; C0 الف; C1 ب; C0 پہلے والا; C1 دوسرا ٹھیک ہے; K? کئی دفعہ; K? چند بار ہوا; R? مجموعی طور پر ٹھیک تھا; R? بس ٹھیک تھا; R? ٹھیک ٹھاک; R. کل سکول کتنے بجے شروع ہوگا؟; Y. دو بچے بیمار ہیں; Y. بس نہیں آئی، مدد کریں; R. دو بچوں نے کھانے کے بعد الٹی کی; K. میرے دو بچوں کو بخار ہے، فون کریں; P. چھ بچے بس میں لڑ رہے تھے; C. کیا وہ کلب بدل سکتا ہے؟; Y. کیا میری بیٹی ٹیم میں آ سکتی ہے؟',
  ],
  [
    'hi',
    'सुबह|दोपहर|शाम',
    'K0 शून्य समय नहीं मिला; K0 जीरो, बहुत मुश्किल हफ्ता था; R2 दो बस, किसी ने जवाब नहीं दिया; K2 दो, भेड़िये वाली और एक भालू की; R2 दो दूंगी; R2 do number dungi, bahut bheed thi; Y- अफ़सोस नहीं, घर में काम था; Y- दुर्भाग्य से नहीं, बच्चा बीमार था; Y- नहीं इस हफ्ते नहीं कर पाए, दादी बीमार थीं; P6 दादी को मिलाकर छह होंगे; P5 बच्चे समेत पाँच; Y+ आएंगे हाँ भगवान ने चाहा तो; Y+ हाँ आएंगे, भगवान की कृपा से; Y? अभी पक्का नहीं; Y? अभी तक पता नहीं; M90 डेड घंटा; C0 क; C1 ख; C0 पहले वाला; C1 दूसरा ठीक है; K? कई बार; K? कुछ बार हुआ; R? कुल मिलाकर ठीक था; R? बस ठीक था; R? ठीक ठाक; R. कल स्कूल कितने बजे शुरू होगा?; Y. दो बच्चे बीमार हैं; Y. बस नहीं आई, मदद करें; R. दो बच्चों ने खाने के बाद उल्टी की; K. मेरे दो बच्चों को बुखार है, फोन करें; P. छह बच्चे बस में लड़ रहे थे; C. क्या वह क्लब बदल सकता है?; Y. क्या मेरी बेटी टीम में आ सकती है?',
  ],
  [
    'bn',
    'সকাল|দুপুর|সন্ধ্যা',
    'K0 শূন্য সময় পাইনি; K0 শূন্য, কঠিন সপ্তাহ ছিল; R2 দুই মাত্র, কেউ উত্তর দেয়নি; K2 দুইটা, নেকড়ের আর একটা ভাল্লুকের; R2 দুই দিব; R2 দুই দিলাম, অনেক অপেক্ষা করছি; Y- দুঃখের বিষয় না, বাসায় কাজ ছিল; Y- দুর্ভাগ্যবশত না, বাচ্চা অসুস্থ ছিল; Y- না এই সপ্তাহে পারিনি, দাদি অসুস্থ ছিল; P6 দাদিসহ ছয় জন হবো; P5 বাচ্চাসহ পাঁচ জন; Y+ আসবো হ্যাঁ আল্লাহ চাইলে; Y+ হ্যাঁ আসব, ইনশাআল্লাহ; Y? এখনো নিশ্চিত না; Y? এখনও জানি না; M90 দের ঘন্টা; C0 ক; C1 খ; C0 প্রথমটাই; C1 দ্বিতীয়টা ভালো; K? কয়েকবার; K? বেশ কয়েকবার হইছে; R? মোটামুটি ভালো ছিল; R? মোটামুটি; R. কাল স্কুল কয়টায় শুরু?; Y. দুই বাচ্চা অসুস্থ; Y. বাস নাই, সাহায্য করেন; R. দুই বাচ্চা খাওয়ার পর বমি করছে; K. আমার দুই বাচ্চার জ্বর, ফোন দেন; P. ছয়টা বাচ্চা বাসে মারামারি করছিল; C. সে কি ক্লাব বদলাতে পারবে?; Y. আমার মেয়ে কি দলে আসতে পারবে?',
  ],
  [
    'ko',
    '오전|오후|저녁',
    'K0 영 시간이 없었어요; K0 영권이요, 너무 바빴어요; R2 이점이요, 아무도 답을 안 해줬어요; R2 2점 줄이 너무 길었어요; K2 두권이요, 늑대 책이랑 곰 책 하나요; R2 2점 줄게요; R2 이점 드려요, 너무 기다렸어요; Y- 아쉽지만 아니요, 집에 일이 있었어요; Y- 죄송하지만 못 했어요, 아기가 아팠어요; Y- 아니요 이번주는 못했어요, 할머니가 아프셔서요; P6 할머니까지 여섯명이요; P5 아기까지 다섯명이요; Y+ 네 갈게요 하나님이 허락하시면; Y+ 갈게요 네, 별일 없으면요; Y? 아직 잘 모르겠어요; Y? 아직 확실하지 않아요; M90 한시간반; C0 가; C1 나; C0 첫번째꺼요; C1 두번째가 좋아요; K? 몇 번이요; K? 여러번 했어요; R? 전체적으로 괜찮았어요; R? 그냥 그랬어요; R? 보통이에요; R. 내일 학교 몇시에 시작해요?; Y. 아이 둘이 아파요; Y. 버스가 안 왔어요, 도와주세요; R. 아이 둘이 점심 먹고 토했어요; K. 우리 애 둘이 열이 나요, 전화주세요; C. 다른 동아리로 바꿀 수 있나요?; Y. 우리 딸이 팀에 들어갈 수 있나요?',
  ],
  [
    'zh-Hans',
    '上午|下午|晚上',
    'K0 零 没时间; K0 零，这周太忙; R2 两分吧，没人回答我的问题; R2 两分 排队太久了; K2 两本，狼的那本和一本熊的; R2 给两分; R2 两分我给，等太久; Y- 很遗憾不行，家里有事; Y- 可惜没有，宝宝病了; Y- 没有这周没办法，奶奶病了; P6 算上奶奶我们六个; P5 加宝宝五个; Y+ 去的 老天保佑; Y+ 会去，上帝保佑; Y? 还不确定; Y? 暂时还不知道; M90 一个半钟; C0 甲; C1 乙; C0 第一个; C1 第二个好; K? 好几次; K? 有几次吧; R? 总的来说还行; R? 一般般; R? 还可以吧; R. 明天几点上学？; Y. 两个孩子病了; R. 两个孩子吃完午饭吐了; K. 我两个孩子发烧，请打电话; P. 六个孩子在校车上打架; C. 他能换社团吗？; Y. 我女儿能进球队吗？',
  ],
  [
    'zh-Hant',
    '上午|下午|晚上',
    'K0 零 沒時間; K0 零，這週太忙; R2 兩分吧，沒人回答我的問題; R2 兩分 排隊太久了; K2 兩本，狼的那本和一本熊的; R2 給兩分; R2 兩分我給，等太久; Y- 很遺憾不行，家裡有事; Y- 可惜沒有，寶寶病了; Y- 冇呀今個禮拜唔得，嫲嫲病咗; P6 連嫲嫲六個; P5 加寶寶五個; Y+ 去的 老天保佑; Y+ 會去，上帝保佑; Y? 仲未知; Y? 還不確定; M90 個半鐘; C0 甲; C1 乙; C0 頭先嗰個; C1 第二個好; K? 好幾次; K? 有幾次啦; R? 整體來說還不錯; R? 麻麻地; R? 還可以啦; R. 明天幾點上學？; Y. 兩個孩子病了; R. 兩個孩子吃完午飯吐了; K. 我兩個孩子發燒，請打電話; P. 六個孩子在校車上打架; C. 他能換社團嗎？; Y. 我女兒能進球隊嗎？',
  ],
];

const asks: Readonly<Record<string, Ask>> = {
  Y: { kind: 'yesno' },
  R: { kind: 'rating', min: 1, max: 5 },
  M: { kind: 'number', unit: 'minutes', min: 0, max: 600 },
  K: { kind: 'number', unit: 'books', min: 0, max: 100 },
  P: { kind: 'number', unit: 'people', min: 0, max: 50 },
};

const none: Answer = { status: 'none', value: null };
const unclear: Answer = { status: 'unclear', value: null };

function answerWanted(said: string): Answer {
  if (said === '.') return none;
  if (said === '?') return unclear;
  if (said === '+' || said === '-') return { status: 'answered', value: said === '+' };
  return { status: 'answered', value: Number(said) };
}

const cases = replies.flatMap(([language, options, cells]) =>
  cells.split('; ').map((cell) => {
    const [, kind = '', said = '', text = ''] = /^([A-Z])([-+?.]|\d+) (.*)$/su.exec(cell) ?? [];
    const ask = asks[kind] ?? { kind: 'choice', options: options.split('|') };
    return { language, cell, ask, text, wanted: answerWanted(said) };
  }),
);

test.each(cases)('$language: $cell', ({ language, ask, text, wanted }) => {
  const read = understand(words, text, { homeLanguage: language, districtLanguages: ['en', 'es'], ask });
  expect(read.answer).toEqual(wanted);
});
