import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('where a yes-or-no question is open', () => {
  test.each([
    ['en', 'no heat in our house'],
    ['es', 'no hay agua'],
    ['sw', 'hakuna maji nyumbani'],
    ['tr', 'evde su yok'],
    ['uk', 'немає світла'],
    ['es', 'no tenemos calefacción en la casa y hace mucho frío'],
    ['es', 'Por favor no le entreguen mi hija a nadie que no esté en la lista'],
    ['pt-BR', 'Não entreguem a Sofia pra ninguém além de mim e da avó'],
    ['pl', 'Nie wydawajcie Amelii nikomu oprócz mnie i babci Teresy'],
  ])('a text for staff that begins with a "no" reaches a person all the same: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'yesno' }).needsStaff).toBe(true);
  });

  test.each([
    ['vi', 'nó không hiểu gì môn khoa học ngồi ngơ ngơ', null],
    ['vi', 'nó nói tới lượt thì hết đồ ăn', null],
    ['es', 'ya se le quitó la tos con el té de su abuelita jeje', null],
    ['fr', 'ya quoi au menu jeudi', null],
    ['pt-BR', 'no cabo de guerra o 4o ano acabou com o 5o kkkk', null],
    ['es', 'yes', true],
    ['vi', 'no', false],
    ['es', 'no, gracias', false],
  ])('a small word of one language is no English reply: %s: %s', (language, text, value) => {
    expect(read(language, text, { kind: 'yesno' }).answer.value).toBe(value);
  });

  test.each([
    ['en', 'they never leave her face', true],
    ['en', 'we never missed a night', true],
    ['en', 'no problem at all', true],
    ['es', 'no hay ningun problema, mi hermano la pasa a buscar cuando salga', true],
    ['es', 'no nos olvidamos', true],
    ['pt-BR', 'nenhum problema, minha irmã busca', true],
    ['pt-BR', 'não larga esse livro por nada', true],
    ['fr', 'on peut pas se plaindre', true],
    ['fr', 'on n’a jamais raté un soir', true],
    ['ht', 'nou pa janm rate', true],
    ['ht', 'li pa vle lage liv la', true],
    ['ru', 'ни вечера не пропустили', true],
    ['ru', 'не может оторваться от книжки', true],
    ['uk', 'ми не проти', true],
    ['uk', 'жодного вечора не пропустили', true],
    ['pl', 'nie mamy nic przeciwko', true],
    ['pl', 'ani razu się nie spóźnił', true],
    ['pt-BR', 'não, não podemos', false],
    ['ru', 'не читали', false],
    ['en', 'no', false],
    ['en', 'No, I cannot complain about that', false],
    ['en', 'no he missed the bus', false],
    ['es', 'no, no podemos', false],
    ['zh-Hans', '一天都没落下', true],
    ['zh-Hans', '我们没有任何意见', true],
    ['zh-Hans', '没有，我们没时间', false],
    ['zh-Hant', '我哋冇意見', true],
    ['zh-Hant', '佢唔捨得放低本書', true],
    ['zh-Hant', '冇呀', false],
    ['ko', '하루도 안 빠지고 했어요', true],
    ['ko', '손에서 놓지를 않아요', true],
    ['ko', '안 했어요', false],
    ['vi', 'không bỏ sót ngày nào', true],
    ['vi', 'nhà em không phản đối', true],
    ['vi', 'không đi được', false],
    ['so', 'habeenna kama maqnaan', true],
    ['so', 'dhib ma jirto', true],
    ['so', 'ma aanan samayn', false],
    ['sw', 'hajakosa hata siku moja', true],
    ['sw', 'haachi kuzungumza kuhusu shule', true],
    ['sw', 'tumesahau', false],
    ['sq', "s'ka problem", true],
    ['sq', 'nuk e lëshon nga dora', true],
    ['sq', 'harruam', false],
    ['ar', 'ما بطل يحكي عن البراكين من يوم الاحد', true],
    ['ar', 'لا مانع لدينا', true],
    ['ar', 'ما في باص', false],
    ['fa-AF', 'هیچ مشکلی نیست', true],
    ['fa-AF', 'یک شب هم قضا نشده', true],
    ['fa-AF', 'هیچ وقت نمی خوانیم', false],
    ['ps', 'ستونزه نه لري', true],
    ['ps', 'له لاسه یې نه ږدي', true],
    ['ps', 'هېر مو کړ', false],
    ['ur', 'کوئی حرج نہیں', true],
    ['ur', 'کتاب ہاتھ سے نہیں چھوڑتا', true],
    ['ur', 'ایک رات بھی نہیں پڑھی', false],
    ['hi', 'हमें कोई आपत्ति नहीं', true],
    ['hi', 'एक रात भी नहीं छोड़ी', true],
    ['hi', 'एक रात भी नहीं पढ़ी', false],
    ['bn', 'আপত্তি নাই', true],
    ['bn', 'একদিনও মিস করি নাই', true],
    ['bn', 'পড়ি না', false],
    ['tr', 'kalsın sıkıntı yok', true],
    ['tr', 'bir gün bile kaçırmadık', true],
    ['tr', 'unuttuk', false],
  ])('who denies the opposite says yes: %s: %s', (language, text, value) => {
    expect(read(language, text, { kind: 'yesno' }).answer).toEqual({ status: 'answered', value });
  });
});

describe('what is no reply is not counted as one', () => {
  test.each([
    ['zh-Hans', '可以带塑料的吗'],
    ['zh-Hans', '同意书我放哪里'],
    ['zh-Hant', '唔好意思今朝遲到'],
    ['zh-Hant', '忘記app密碼'],
    ['ko', '안녕하세요 선생님, 민준이 엄마예요'],
    ['ko', '안경이 부러졌어요'],
    ['vi', 'có ai nói tiếng Việt không'],
    ['vi', 'đường link mở không được'],
    ['so', 'furaha sirta ah waan hilmaamay'],
    ['so', 'ma soo gudbiyay shaqada guriga'],
    ['sw', 'siku ya picha ni ipi'],
    ['sw', 'nimesahau nenosiri la app'],
    ['sq', 'po vdes për pushime'],
    ['sq', 'po i dalin dhëmbët, s’fjetëm fare'],
    ['ar', 'ممكن نقسط رسوم الكتب'],
    ['fa-AF', 'لپتاپش چارج نمی شود'],
    ['fa-AF', 'ببخشی غلطی روان کدم'],
    ['ps', 'د اپ پاسورډ مې هېر شو'],
    ['ur', 'لیپ ٹاپ چارج نہیں ہو رہا'],
    ['ur', 'استاد جی بڑی مہربانی'],
    ['hi', 'नमस्ते मैडम जी 🙏'],
    ['hi', 'बस अभी तक क्यों नहीं आई, बीस मिनट से खड़े हैं'],
    ['bn', 'পাসওয়ার্ড ভুইলা গেছি ঢুকতে পারি না'],
    ['tr', 'uygulamanın şifresini unuttum'],
  ])('%s: %s', (language, text) => {
    expect(read(language, text, { kind: 'yesno' }).answer.status).not.toBe('answered');
  });

  test.each([
    ['zh-Hans', '可以的老师', true],
    ['ko', '안 갔어요', false],
    ['vi', 'có đọc mỗi tối', true],
    ['sw', 'hatuwezi kuja', false],
    ['sq', 'po i pëlqen shumë', true],
    ['sq', 'po lexuam bashkë mbrëmë', true],
  ])('and a reply stays one: %s: %s', (language, text, value) => {
    expect(read(language, text, { kind: 'yesno' }).answer).toEqual({ status: 'answered', value });
  });
});

describe('while a yes-or-no question is open', () => {
  test.each([
    ['en', 'he forgot his lunchbox'],
    ['en', 'dont forget his inhaler please'],
    ['es', 'no le den nada con cacahuate por favor'],
    ['es', 'se le olvidó el lonche'],
    ['pt-BR', 'não entreguem a Sofia pra ninguém'],
    ['pt-BR', 'não esqueçam o remédio dele'],
    ['fr', 'il a oublié son manteau sur le siège'],
    ['ht', 'mwen bliye modpas la'],
    ['ru', 'не давайте ему свинину'],
    ['uk', 'не давайте йому свинини'],
    ['pl', 'nie dawajcie mu mięsa'],
  ])('what is asked of staff or was left behind is no reply: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'yesno' }).answer.status).not.toBe('answered');
  });
});

describe('where an open question is open', () => {
  test.each([
    ['en', 'he likes reading but he cannot see the board from the back, can he sit in front?'],
    ['en', 'somebody pushed him down the stairs and his arm is swollen'],
    ['es', 'mi hijo tiene fiebre y hoy no va a la escuela'],
    ['fr', 'le bus n’est pas passé ce matin, qui peut venir le chercher'],
    ['ru', 'у сына температура, в школу сегодня не придёт'],
  ])('a text somebody must act on reaches a person: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'open' }).needsStaff).toBe(true);
  });

  test.each([
    ['en', 'He counted the stairs with his grandma'],
    ['es', 'le gusta ayudarme a hacer tortillas los domingos'],
    ['fr', 'il adore les dinosaures et il dessine tout le temps'],
    ['sq', 'i vogel sa nje grusht'],
    ['sq', 'kur merzitet kendon'],
    ['ru', 'Мы читали сказку, которую мне читала моя мама'],
  ])('what is only told is the answer and nothing to do: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'open' })).toMatchObject({
      answer: { status: 'answered', value: text },
      needsStaff: false,
      urgent: false,
    });
  });
});

describe('an open question hides no danger', () => {
  test.each([
    ['en', 'my husband hit her last night and we are hiding at the neighbor, he is outside'],
    ['en', 'she told her cousin she has been saving the pills and nobody will miss her'],
    ['es', 'nos sacaron del cuarto y dormimos en el carro desde el viernes con los tres niños'],
    ['es', 'su padrastro la toca en las noches y ella tiene miedo de decir'],
    ['fr', 'elle a écrit dans son cahier qu’elle ne veut plus vivre, je ne sais pas quoi faire'],
    ['ru', 'отчим бьёт его ремнём каждый вечер, у него вся спина в синяках'],
  ])('it raises the alarm whatever was asked: %s: %s', (language, text) => {
    for (const kind of ['yesno', 'rating', 'number', 'open'] as const)
      expect(read(language, text, { kind }).urgent).toBe(true);
  });
});
