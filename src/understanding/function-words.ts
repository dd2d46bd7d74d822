/**
 * The small words nearly every sentence has, accents dropped: with a few of them even a short text tells its
 * language. Only for languages in Latin letters; the others are known by their script.
 */
const lists: Readonly<Record<string, string>> = {
  en: 'the a an is are was were be i you he she it we they my your his her our and or but of to in at on for with from this that what when where who why how do does did not have has had will can could would there about please today tomorrow dont cant im its no yes',
  es: 'el la los las un una unos es son esta estan estoy fue yo usted ella nosotros mi mis su sus y o pero de del al en por para con sin que cuando donde quien como cual cuanto no si hay tiene tengo va voy puede puedo muy mas ya hoy manana hijo hija nino nina escuela gracias favor se lo le me nos esto eso esta porque tambien',
  'pt-BR':
    'o a os as um uma e sao esta estao estou foi eu voce ele ela nos meu minha seu sua seus ou mas de do da dos das no na nos nas em por para com sem que quando onde quem como qual quanto nao sim ha tem tenho vai vou pode posso muito mais ja hoje amanha filho filha crianca escola obrigado obrigada favor isso isto porque tambem ta pra aula',
  fr: 'le la les un une des est sont etait suis je tu il elle nous vous ils mon ma mes son sa ses votre notre et ou mais de du au aux en dans par pour avec sans que qui quand comment pourquoi quel quelle pas ne oui non ce cette il y a ai avez tres plus bonjour merci ecole enfant fils fille aujourdhui demain',
  ht: 'mwen m ou w li l nou n yo y se te ap pral ka pa gen ki kilè kile kisa kote kouman konbyen poukisa pou nan ak anpil men epi sou sa si yon la a an lan non wi pitit timoun lekol jodi demen mesi tanpri bis fe di ale vini bezwen eske konnen mwenn paske deja toujou',
  vi: 'toi con chau co khong la cua va cho den di hoc hom nay mai ngay truong lop thay duoc bi mot nhung cac nay do khi nao gi nhu the rat cam on xin chao anh chi em nha o voi ve da se chua roi cung muon can biet xe gio may toi',
  pl: 'i w na z do nie tak jest sa bylo byl byla moj moja moje dziecko syn corka ja ty on ona my wy oni ze ale lub czy co kiedy gdzie kto jak dlaczego ile prosze dziekuje dzis jutro szkola autobus sie mi mnie dla od po za jeszcze juz bardzo dzien dobry',
  sq: 'dhe ne te nje per me nga eshte jane une ti ai ajo ne ju ata im ime femija djali vajza nuk po jo kur ku kush si pse sa cfare a mund faleminderit sot neser shkolla autobusi qe se do kam ka keni mire shume',
  so: 'waa iyo in uu ay aan ka ku u la ma waxaan wuxuu waxay ilmaha ilmahayga wiilkayga gabadhayda maya haa goorma xagee yaa maxaa sidee immisa mahadsanid maanta berri dugsiga iskuulka baska ayaa oo si kale fadlan hadda',
  sw: 'na ya wa kwa ni si ndiyo hapana mimi wewe yeye sisi mtoto wangu mwanangu yangu lini wapi nani nini kwa nini vipi gani leo kesho shule basi asante tafadhali hakuna kuna sana pia kama lakini ili katika hii hiyo je naweza anaweza',
  tr: 've bir bu ne ben sen o biz siz onlar benim oglum kizim cocugum cocuk icin ile degil evet hayir var yok mi mu ne zaman nerede kim nasil neden kac bugun yarin okul servis otobus tesekkurler lutfen cok da de ama gibi daha sonra kadar merhaba oldu',
};

/** Words by language; looked up with `Word.plain`. */
export const functionWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([code, list]) => [code, new Set(list.split(' '))]),
);

/** Letters that few of these languages have; one of them says much in a text that carries accents. */
export const tellingLetters: ReadonlyMap<string, RegExp> = new Map([
  ['es', /[ñ¿¡]/giu],
  ['pt-BR', /[ãõ]|ç/giu],
  ['fr', /[êûœ]|ç/giu],
  ['ht', /[èò](?=[a-z]|\b)/giu],
  ['vi', /[đơưăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu],
  ['pl', /[łąęśżźćń]/giu],
  ['sq', /[ë]/giu],
  ['tr', /[şğı]/gu],
]);
