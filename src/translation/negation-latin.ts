import type { NegationWords } from './negation-pattern.js';

/** A question's end in Vietnamese: "có đi học không?" asks whether, and denies nothing. */
const vietnameseEnd = String.raw`(?<=[\p{L}\p{M}],?\s)(?:hay\s+)?(?:không|khong|hông|hong|hok|ko|k|chưa|chua)(?=\s*(?:ạ|a|vậy|nhỉ|nha|nhé|thế|hả)?\s*(?:(?:thưa\s+)?(?:cô|thầy|em|anh|chị|quý vị|bạn))?\s*`;

/** The languages written in Latin letters. */
export const latinNegations: Readonly<Record<string, NegationWords>> = {
  en: {
    denials:
      "no|not|never|none|nobody|nothing|nowhere|without|neither|nor|cannot|\\p{L}+n't|(?:do|does|did|is|was|are|were|ca|wo|would|could|should|has|have|had)nt",
    nothing: String.raw`no\.?\s*\d+|(?<=,\s*)no(?=\s*\?)|not only|why (?:not|don't (?:you|we))|whether or not`,
    instead: [
      'no (?:problem|worries|doubt|later than|earlier than|more than|less than|fewer than)|in no time|or not|if not',
      "(?:do not|don't|never|not to) (?:forget|hesitate|worry|mind)|can(?:not|'t) wait|nothing wrong|not at all|yes or no|(?<=\\()not \\p{L}+(?=\\))",
    ].join('|'),
    means: {
      away: 'absen\\p{L}+|miss(?:ed|es|ing)?|forg[eo]t\\p{L}*|lack\\p{L}*|otherwise|unless',
      closed: 'closed|closing|cancel\\p{L}*|holiday|day off|vacation',
      ill: 'sick|ill|unwell|bad|badly|poorly|worse|hurts?|pain|broken|wrong|trouble|hard',
      cannot:
        'unable|impossible|fail\\p{L}*|refus\\p{L}+|forbidden|prohibited|hardly|only|alone|by (?:my|your|him|her|it|them|our)sel(?:f|ves)',
    },
  },
  es: {
    clause: String.raw`(?<!hasta que\s)no(?![\s,]+no(?!\p{L}))`,
    denials: 'no|nunca|jam[áa]s|nadie|nada|ning[úu]n|ninguna|ninguno|sin|ni|tampoco',
    nothing: String.raw`no\.?\s*\d+|no (?:s[óo]lo|solamente)|nada m[áa]s|(?<=[¿,]\s*)no(?=\s*\?)|sin embargo|no obstante|(?:de|por) nada|c[oó]mo no|sin duda|por qu[ée] no|nada (?:bien|mal|en)`,
    instead: [
      'no (?:hay )?(?:problema|de qué|cuidado)|no (?:se |te )?(?:preocup|olvid|dud)\\p{L}+|no (?:m[áa]s|menos|despu[ée]s) (?:de|tarde)|si no|o no|sin falta',
      'por s[ií] (?:solo|sola|mismo|misma)|a menos que|[¿]no (?:podría|podrían|puede|pueden|me|nos)|cuanto antes',
    ].join('|'),
    means: {
      away: 'ausen\\p{L}+|falt[aoóe]\\p{L}*|perdi\\p{L}+|olvid\\p{L}+|a menos que|si no',
      closed: 'cerrad\\p{L}+|cancel\\p{L}+|suspend\\p{L}+|feriad\\p{L}+|festiv\\p{L}+|vacaciones|libre',
      ill: 'mal|malo|mala|enferm\\p{L}+|duele|peor|difícil',
      cannot: 'imposible|prohibid\\p{L}+|sol[oa]s?|sólo|apenas',
    },
  },
  'pt-BR': {
    clause: String.raw`(?<!até que\s)n[ãa]o(?![\s,]+n[ãa]o(?!\p{L}))`,
    denials: 'n[ãa]o|nunca|jamais|ningu[ée]m|nada|nenhum|nenhuma|sem|nem|tampouco',
    nothing: String.raw`n[ãa]o (?:só|somente|apenas)|(?:de|por) nada|sem d[úu]vida|n[ãa]o é\s*\?|(?<=,\s*)n[ãa]o(?=\s*\?)|por que n[ãa]o|nada (?:bem|mal)`,
    instead: [
      'sem (?:problema|falta)s?|n[ãa]o (?:há|tem) (?:problema|de quê)|n[ãa]o (?:se )?(?:preocup|esque[çc]|deix|hesit)\\p{L}+|n[ãa]o mais (?:de|tarde|que)|se n[ãa]o|ou n[ãa]o|a menos que',
    ].join('|'),
    maybe: 'n',
    means: {
      away: 'ausen\\p{L}+|falt[aoe]\\p{L}*|perde\\p{L}+|esque[çc]\\p{L}+|a menos que|sen[ãa]o',
      closed: 'fechad\\p{L}+|cancel\\p{L}+|suspens\\p{L}+|feriado|férias|folga',
      ill: 'mal|ruim|doente|dói|pior|difícil',
      cannot: 'impossível|proibid\\p{L}+|sozinh\\p{L}+|só|apenas',
    },
  },
  fr: {
    clause: String.raw`ne|n'\p{L}+`,
    // "Plus" and "personne" by themselves are "more" and "person".
    denials:
      "ne|n'\\p{L}+|non|jamais|rien|aucune?|sans|ni|pas|(?<!(?:une|la|cette|chaque|autre|quelle|par|de|en|même)\\s)personne(?=\\s+(?:ne|n'))",
    nothing:
      "n'est-ce pas|pas de course|pourquoi pas|non seulement|sans doute|de rien|pas à pas|le pas|petit à petit",
    instead: [
      "(?:ne\\s+|n')\\p{L}+(?:-\\p{L}+)?\\s+que|pas de (?:problème|souci|quoi)|(?:n'oubliez|n'hésitez|n'oublie|n'hésite) pas|ne (?:vous inquiétez|t'inquiète|manquez) pas|sans (?:faute|problème)",
      'sinon|ou (?:pas|non)|si non|à moins|pas plus (?:de|tard)|\\p{L}+\\s+plus(?=\\s*(?:[.,!?]|$))|personne',
    ].join('|'),
    means: {
      away: 'absen\\p{L}+|manqu\\p{L}+|rat[ée]\\p{L}*|oubli\\p{L}+|à moins|sinon',
      closed: 'ferm\\p{L}+|annul\\p{L}+|congé|férié|vacances',
      ill: 'mal|malade|mauvais\\p{L}*|pire|difficile',
      cannot: 'impossible|interdit\\p{L}*|seule?s?|seulement',
    },
  },
  ht: {
    // "Pa telefòn" is by phone, "non" also a name, "san" also blood and a hundred.
    denials: "pa|p\\s*'?\\s*(?:ap|at)|poko|janm|anyen|okenn|san|ni",
    nothing:
      'pa (?:telefòn|imèl|mesaj|tèks|lapòs|semèn|jou|mwa|ane|egzanp|kè|bò)|(?:pran|tès|egzamen|bay|pèdi) san|san (?:dola|goud|pousan)|poukisa pa',
    instead: [
      'pa (?:bliye|enkyete|gen pwobl[eè]m|gen pwoblèm)|ou\\s?byen non|pa (?:mwen|m|ou|w|li|l|nou|n|yo|y) (?:an|la|a|yo|se)|non|si\\s?non|sof si',
    ].join('|'),
    means: {
      away: 'absan|manke|bliye|rate|sinon|si\\s+non',
      closed: 'fèmen|anile|konje|vakans',
      ill: 'malad|mal|fè m mal|difisil',
      cannot: 'enposib|entèdi|sèlman|poukont',
    },
  },
  vi: {
    denials: 'không|khong|hông|hong|hok|ko|chưa|chua|chẳng|đừng|đung|chớ|chả|khỏi',
    nothing: String.raw`${vietnameseEnd}\?)|không (?:khí|gian|chỉ|những)|hàng không|số không|(?:mau|chóng|đã|sắp|vừa|sẽ|mới) khỏi|khỏi (?:bệnh|hẳn|ốm|sốt|cảm)|(?:ra|rời|tránh) khỏi|chả (?:giò|cá|lụa)|(?:giò|bún) chả|hay (?:là )?không`,
    instead: [
      `${vietnameseEnd}(?:[.!\\n]|$))|không (?:có gì|sao|lo|dám)|đừng (?:quên|lo|ngại)|nếu không|trừ khi|không (?:quá|muộn hơn|trễ hơn)|có .{1,60} không`,
    ].join('|'),
    maybe: 'k|kg|dung|chang',
    means: {
      away: 'vắng|quên|lỡ|trừ khi|nếu không',
      closed: 'nghỉ|đóng cửa|hủy|huỷ',
      ill: 'ốm|bệnh|đau|mệt|kém|xấu|khó|hư|hỏng',
      cannot: 'cấm|chỉ|một mình',
    },
  },
  pl: {
    clause: String.raw`nie(?![\s,]+nie(?!\p{L}))`,
    denials: 'nie|bez|brak|nigdy|nikt|nic|[żz]aden|[żz]adna|[żz]adnych|ani',
    nothing: String.raw`nie (?:tylko|prawda)|(?<=,\s*)nie(?=\s*\?)|dlaczego nie|niemniej`,
    instead: [
      'czy nie|nie ma (?:za co|sprawy|problemu)|nic nie (?:szkodzi|kosztuje)|nie szkodzi|nie zapom\\p{L}+|nie (?:martw|wahaj|przejmuj)\\p{L}*|proszę się nie martwić|bez (?:problemu|obaw|wątpienia)|jeśli nie|(?:czy|albo|lub) (?:też )?nie',
      'nie (?:później|wcześniej|więcej|mniej)|zanim nie|dopóki nie',
    ].join('|'),
    means: {
      away: 'nieobecn\\p{L}+|opuści\\p{L}+|spóźni\\p{L}+|zapomn\\p{L}+|odjecha\\p{L}+|inaczej',
      closed: 'zamknię\\p{L}+|odwoła\\p{L}+|ferie|wolne|wolny',
      ill: 'źle|chor\\p{L}+|zachor\\p{L}+|boli|zepsut\\p{L}+|trudn\\p{L}+',
      cannot: 'zabron\\p{L}+|niemożliwe|tylko|sam|sama',
    },
  },
  sq: {
    // "E pa" is saw him.
    denials:
      "nuk'?|s'\\p{L}+|mos|jo|(?<!(?:^|\\s)(?:e|i|më|të|na|ju|u)\\s)pa|asnj[ëe]|asgj[ëe]|askush|kurr[ëe]",
    nothing: 'jo vetëm|pa dyshim|a jo\\s*\\?|apo jo|ose jo|pa tjetër',
    instead: [
      "s'ka (?:përse|gjë|problem)|mos (?:harro\\p{L}*|u shqetëso\\p{L}*|hezito\\p{L}*|ki\\p{L}*)|nuk ka (?:problem|përse)|pa (?:problem|rrezik)|në mos|nëse jo",
    ].join('|'),
    means: {
      away: 'mung\\p{L}+|humb\\p{L}+|harr\\p{L}+|përndryshe',
      closed: 'mbyll\\p{L}+|anul\\p{L}+|pushim\\p{L}*',
      ill: 'keq|sëmur\\p{L}+|dhemb\\p{L}*|vështir\\p{L}+',
      cannot: 'pamundur|ndalu\\p{L}+|vetëm',
    },
  },
  tr: {
    denials:
      'değil|degil|yok|hay[ıi]r|hi[çc]bir|\\p{L}*m[ıiuü]yor\\p{L}*|\\p{L}+m[ae](?:yacak|yecek|yın|yin|mal[ıi]|mel[ıi]|d[ıi]|m[ıi]ş|z)\\p{L}*|\\p{L}+[ae]m[ae]m',
    maybe: '\\p{L}+m[ae](?:den|dan|y)?|hiç|olmadan|\\p{L}+s[ıiuü]z\\p{L}*|\\p{L}+m[ae]s[ıi]n\\p{L}*',
    nothing: 'tamam\\p{L}*|namaz\\p{L}*|(?:yıl|dur|kork)maz|değil mi|yok mu|adım\\p{L}*',
    instead:
      'unutma\\p{L}*|merak etme\\p{L}*|endişelenme\\p{L}*|çekinme\\p{L}*|sorun değil|bir şey değil|aksi halde|yoksa',
    means: {
      away: 'kaçır\\p{L}+|unut\\p{L}+|eksik|yoksa',
      closed: 'tatil\\p{L}*|kapal\\p{L}+|iptal\\p{L}*',
      ill: 'hasta\\p{L}*|kötü\\p{L}*|boz\\p{L}+|zor|az',
      cannot: 'yasak\\p{L}*|imkansız|sadece|yalnız\\p{L}*',
    },
  },
  so: {
    denials:
      "maaha|maya|weli|la'aan|(?:lama|kuma|uma|kama|ma)(?![^?.!]*\\?)|uusan|aysan|aanan|ha\\s+(?:\\p{L}+\\s+)?\\p{L}+(?:in|ina)",
    maybe: "ma|aan|aanay|aanu|\\p{L}+san|\\p{L}+aan|\\p{L}+la'",
    nothing: 'ma aha\\s*\\?',
    instead: 'ha (?:iloobin|hilmaamin|walwalin)|dhib ma leh',
    means: {
      away: 'maqan\\p{L}*|seeg\\p{L}+|ilow\\p{L}+|haddii kale',
      closed: 'fasax\\p{L}*|xir\\p{L}+|xidh\\p{L}+|baaj\\p{L}+',
      ill: 'jirr\\p{L}+|xanuun\\p{L}*|xun',
      cannot: 'mamnuuc|keliya|kaliya',
    },
  },
  sw: {
    denials:
      'si|hapana|bila|wala|kamwe|hakuna|hamna|hana|hawana|hatuna|huna|hayupo|hayuko|sio|siyo|si(?:jui|jaelewi|taki|wezi|na|elewi|fahamu|pendi|oni|ku(?!kuu)\\p{L}{2,}|ta\\p{L}{2,}|ja\\p{L}{2,})|ha(?:taku|tawe|tae|tata|kuj|kuf|kuw|jaj|jaf|jap|wez|wataku|watawe|tutaku|tukuj|itaku|ikuj)\\p{L}*|usi(?!ku|ngizi)\\p{L}{2,}',
    maybe:
      'ha(?!bari|pa|dithi|raka|tari|tua|ya|wa|yo)\\p{L}{2,}|msi(?!chana|mamizi|mu)\\p{L}{2,}|si\\p{L}{4,}',
    instead: 'usi(?:sahau|jali)\\p{L}*|msi(?:sahau|jali)\\p{L}*|hakuna (?:shida|matata)',
    means: {
      away: '\\p{L}*kosa|sahau\\p{L}*|\\p{L}+sahau|vinginevyo',
      closed: 'imefungwa|kufungwa|likizo|imeahirishwa|imeghairiwa',
      ill: '\\p{L}*gonjwa|\\p{L}+umwa|mbaya|vibaya|vigumu',
      cannot: 'marufuku|tu|pekee',
    },
  },
};
