import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

type Row = readonly [home: string, text: string, topic: string, needsStaff: boolean];

describe('what a text is about and whether a person must see it', () => {
  test.each<Row>([
    ['en', 'What time does the bus come tomorrow?', 'transportation', true],
    ['en', 'The bus did not come today', 'transportation', true],
    ['en', 'can you stop by tomorrow', 'other', true],
    ['en', 'How is my son doing in math?', 'learning', true],
    ['en', 'He did his homwork but he doesnt understand fractions', 'learning', true],
    ['en', 'Maria will be absent today', 'attendance', true],
    ['en', 'She has a fever and threw up last night', 'health', true],
    ['en', 'How much is the lunch money', 'meals', true],
    ['en', 'How do I enroll my daughter in kindergarten', 'enrollment', true],
    ['en', 'When is the IEP meeting?', 'special_services', true],
    ['en', 'I forgot the password for the chromebook', 'technology', true],
    ['en', 'Is there school on Monday', 'events', true],
    ['en', 'We have no food at home', 'basic_needs', true],
    ['en', 'Some kids are bullying my son', 'safety', true],
    ['en', 'He got in trouble again, why was he suspended?', 'behavior', true],
    ['en', 'Please call me', 'other', true],
    ['en', 'hello my father died', 'other', true],
    ['en', 'Thank you so much!', 'other', false],
    ['en', 'ok thanks for letting me know', 'other', false],
    ['en', 'Good morning teacher', 'learning', false],
    ['en', 'hahaha', 'other', false],
    ['en', '❤️❤️', 'other', false],
    ['en', 'You are the best!', 'other', false],
    ['fr', "L'AESH de Noé est adorable, il ose enfin lever la main", 'special_services', false],
    ['en', 'The driver is very kind but he drops them at the wrong corner', 'transportation', true],
    ['ko', '기사님은 친절하게 해주시지만 항상 늦으세요', 'transportation', true],
    ['es', '¿A qué hora pasa el camión mañana?', 'transportation', true],
    ['es', 'no paso el bus hoy', 'transportation', true],
    ['es', 'Mi hija no va a ir a la escuela hoy, tiene calentura', 'attendance', true],
    ['es', 'Le duele la panza y tiene fiebre', 'health', true],
    ['es', 'Cuándo es la junta de padres', 'events', true],
    ['es', 'No tenemos comida en la casa', 'basic_needs', true],
    ['es', 'Necesito ayuda con la tarea de matemáticas', 'learning', true],
    ['es', 'Unos niños le hacen bullying a mi hijo', 'safety', true],
    ['es', 'me puede llamar por favor', 'other', true],
    ['es', 'se me olvido la contraseña de la computadora', 'technology', true],
    ['es', 'Muchas gracias maestra, bendiciones', 'other', false],
    ['es', 'ok gracias', 'other', false],
    ['es', 'jajaja', 'other', false],
    ['pt-BR', 'Que horas o ônibus passa amanhã?', 'transportation', true],
    ['pt-BR', 'Meu filho está doente hoje', 'health', true],
    ['pt-BR', 'Quando é a reunião?', 'events', true],
    ['pt-BR', 'Não temos comida em casa', 'basic_needs', true],
    ['pt-BR', 'Preciso de ajuda com a lição de casa', 'learning', true],
    ['pt-BR', 'muito obrigada professora', 'other', false],
    ['pt-BR', 'bom dia', 'other', false],
    ['ht', 'Ki lè bis la ap pase demen?', 'transportation', true],
    ['ht', 'Bis la pa t vini jodi a', 'transportation', true],
    ['ht', 'Pitit mwen malad jodi a', 'health', true],
    ['ht', 'Nou pa gen manje lakay la', 'basic_needs', true],
    ['ht', 'Kilè reyinyon paran yo ye?', 'events', true],
    ['ht', "M'ap bezwen èd ak devwa a", 'learning', true],
    ['ht', 'Mèsi anpil', 'other', false],
    ['ht', 'bonjou', 'other', false],
    ['zh-Hans', '明天校车几点来？', 'transportation', true],
    ['zh-Hans', '今天校车没有来', 'transportation', true],
    ['zh-Hans', '我儿子今天发烧了', 'attendance', true],
    ['zh-Hans', '请给孩子请一天假', 'attendance', true],
    ['zh-Hans', '家长会是什么时候', 'events', true],
    ['zh-Hans', '我们家里没有吃的了', 'basic_needs', true],
    ['zh-Hans', '孩子的数学作业不会做', 'learning', true],
    ['zh-Hans', '谢谢老师', 'other', false],
    ['zh-Hans', '好的，收到', 'other', false],
    ['ar', 'متى يأتي الباص غدا؟', 'transportation', true],
    ['ar', 'لم تأت الحافلة اليوم', 'transportation', true],
    ['ar', 'ابني مريض اليوم', 'attendance', true],
    ['ar', 'متى اجتماع أولياء الأمور؟', 'events', true],
    ['ar', 'أحتاج مساعدة في الواجب', 'learning', true],
    ['ar', 'ليس لدينا طعام في البيت', 'basic_needs', true],
    ['ar', 'شكرا جزيلا', 'other', false],
    ['ar', 'هل توجد حصة غدا؟', 'events', true],
    ['vi', 'xe trễ quá', 'transportation', true],
    ['es', 'no entiendo la tarea', 'learning', true],
    ['en', 'Can u send it in spanish', 'other', true],
    ['ar', 'السلام عليكم', 'other', false],
    ['vi', 'Mấy giờ xe buýt đến?', 'transportation', true],
    ['vi', 'hom nay xe bus khong den', 'transportation', true],
    ['vi', 'Con tôi bị sốt hôm nay', 'health', true],
    ['vi', 'Khi nào họp phụ huynh?', 'events', true],
    ['vi', 'Con tôi cần giúp làm bài tập toán', 'learning', true],
    ['vi', 'Nhà tôi không có đồ ăn', 'basic_needs', true],
    ['vi', 'Cảm ơn cô', 'other', false],
    ['vi', 'dạ vâng', 'other', false],
    ['ru', 'Во сколько завтра приедет автобус?', 'transportation', true],
    ['ru', 'Автобус сегодня не приехал', 'transportation', true],
    ['ru', 'У сына температура, он заболел', 'health', true],
    ['ru', 'Когда будет родительское собрание?', 'events', true],
    ['ru', 'Помогите с домашним заданием по математике', 'learning', true],
    ['ru', 'Дома нет еды', 'basic_needs', true],
    ['ru', 'Спасибо большое!', 'other', false],
    ['ru', 'хорошо, понятно', 'other', false],
  ])('of a %s family: "%s" is about %s; for staff: %s', (home, text, topic, needsStaff) => {
    const understood = read(home, text);
    expect({
      needsStaff: understood.needsStaff,
      urgent: understood.urgent,
      consent: understood.consent,
    }).toEqual({
      needsStaff,
      urgent: false,
      consent: null,
    });
    if (needsStaff) expect(understood.topic).toBe(topic);
  });
});

test.each([
  ['tr', 'geçen gün ateşi çıktı doktora gittik şurup verdi şimdi iyi koşturuyor', false],
  ['zh-Hans', '前天发烧带他去医院 打了针 现在好了又蹦又跳', false],
  ['sw', 'juzi alikuwa na homa tukampeleka hospitali wakampa dawa sasa amepona anacheza', false],
  ['tr', 'dün gece ateşi çıktı bugün gelmiyor', true],
  ['zh-Hans', '发烧了 今天不去学校', true],
  ['sw', 'shikamoo mwalimu, Juma hatakuja leo ana homa', true],
])(
  'a story of an illness that is over is nothing to act on, an absence is: in %s, %s',
  (language, text, needsStaff) => {
    expect(read(language, text).needsStaff).toBe(needsStaff);
  },
);

describe('an urgent text', () => {
  test.each([
    ['en', 'My son says he wants to die', 'self_harm'],
    ['en', 'he said he is going to kill himself', 'self_harm'],
    ['en', 'she wants to kill herself', 'self_harm'],
    ['en', 'my daughter cut herself again last night', 'self_harm'],
    ['en', 'A boy has a gun in his backpack', 'weapons'],
    ['en', 'he said he will bring a knife to school tomorrow', 'weapons'],
    ['en', 'someone is going to shoot up the school', 'weapons'],
    ['en', 'my husband hits me and the kids', 'abuse'],
    ['en', 'her uncle touched her private parts', 'abuse'],
    ['en', 'we are sleeping in our car', 'homeless'],
    ['en', 'we have nowhere to sleep tonight', 'homeless'],
    ['en', 'they beat up my son at school', 'violence'],
    ['es', 'Mi hija dice que se quiere morir', 'self_harm'],
    ['es', 'mi hijo no quiere vivir', 'self_harm'],
    ['es', 'Un niño trajo una pistola a la escuela', 'weapons'],
    ['es', 'mi esposo me pega', 'abuse'],
    ['es', 'no tenemos donde dormir esta noche', 'homeless'],
    ['es', 'lo van a matar', 'violence'],
    ['pt-BR', 'Minha filha quer se matar', 'self_harm'],
    ['pt-BR', 'ele levou uma arma para a escola', 'weapons'],
    ['pt-BR', 'meu marido me bate', 'abuse'],
    ['pt-BR', 'não temos onde dormir', 'homeless'],
    ['ht', 'Pitit mwen an di li vle mouri', 'self_harm'],
    ['ht', 'Li gen yon zam nan valiz li', 'weapons'],
    ['ht', 'Mari m ap bat mwen', 'abuse'],
    ['ht', 'Nou pa gen kote pou n dòmi', 'homeless'],
    ['zh-Hans', '我女儿说她不想活了', 'self_harm'],
    ['zh-Hans', '有学生带刀来学校', 'weapons'],
    ['zh-Hans', '我老公打我和孩子', 'abuse'],
    ['zh-Hans', '我们没有地方住了', 'homeless'],
    ['ar', 'ابني يريد أن يقتل نفسه', 'self_harm'],
    ['ar', 'طالب معه مسدس في المدرسة', 'weapons'],
    ['ar', 'زوجي يضربني', 'abuse'],
    ['ar', 'ليس لدينا مكان ننام فيه', 'homeless'],
    ['vi', 'Con tôi nói muốn chết', 'self_harm'],
    ['vi', 'co ban mang sung den truong', 'weapons'],
    ['vi', 'chồng tôi đánh tôi', 'abuse'],
    ['vi', 'Chúng tôi không có chỗ ở', 'homeless'],
    ['ru', 'Дочь говорит, что не хочет жить', 'self_harm'],
    ['ru', 'У мальчика в рюкзаке пистолет', 'weapons'],
    ['ru', 'муж меня бьет', 'abuse'],
    ['ru', 'нам негде жить', 'homeless'],
    // In another language than the family's.
    ['es', 'he wants to kill himself', 'self_harm'],
    ['en', 'mi hija se quiere morir', 'self_harm'],
  ])('of a %s family: "%s" is %s', (home, text, kind) => {
    const understood = read(home, text);
    expect(understood).toMatchObject({ urgent: true, needsStaff: true });
    expect(understood.urgentKinds).toContain(kind);
    expect(understood.reasons.some((reason) => reason.startsWith(`urgent:${kind} «`))).toBe(true);
    expect(understood.topic).toBe(kind === 'homeless' ? 'basic_needs' : 'safety');
  });

  test.each([
    ['en', "I'm dying to see the school play"],
    ['en', 'this homework is killing us'],
    ['en', 'he killed it on his math test'],
    ['en', 'my phone died, sorry'],
    ['en', 'She needs a glue gun for the project'],
    ['en', 'We played with a water gun'],
    ['en', 'did he get his flu shot'],
    ['es', 'me muero de risa'],
    ['es', 'Se muere de ganas de ir al paseo'],
    ['es', 'la tarea nos está matando'],
    ['es', 'necesita una pistola de silicón para el proyecto'],
    ['pt-BR', 'estou morrendo de rir'],
    ['pt-BR', 'essa lição está matando a gente'],
    ['ht', 'M ap mouri ri'],
    ['zh-Hans', '笑死我了'],
    ['zh-Hans', '他想死老师了'],
    ['zh-Hans', '孩子需要剪刀'],
    ['ar', 'أموت من الضحك'],
    ['vi', 'Con mệt muốn chết'],
    ['vi', 'dạ từ từ thôi ạ'],
    ['ru', 'умираю от смеха'],
    ['ru', 'водяной пистолет можно принести?'],
  ])('is not what a %s family says with "%s"', (home, text) => {
    expect(read(home, text).urgent).toBe(false);
  });
});

test('a word of one matter gives way to all the others where they tell of another for sure', () => {
  const understood = read('es', 'buenos dias maestra Mateo no va ir hoy se poncho la llanta');
  expect(understood.topic).toBe('attendance');
  expect(understood.reasons.join()).toContain('topic:attendance sounds like it');
  expect(read('es', 'buenos dias maestra').topic).not.toBe('attendance');
});

test.each([
  ['es', 'No me manden más mensajes', 'other'],
  ['en', 'stop texting me', 'other'],
  ['zh-Hans', '我不想再收到短信', 'other'],
  ['ht', 'ase', 'other'],
  ['en', 'stop texting me about the bus', 'transportation'],
])('of a %s family: "%s" speaks of the texting, and is about what it names: %s', (home, text, topic) => {
  expect(read(home, text).topic).toBe(topic);
});

describe('a meeting', () => {
  test.each([
    ['en', 'when is the meeting'],
    ['en', 'when is the meeting?'],
    ['es', '¿cuándo es la reunión?'],
    ['ru', 'когда собрание?'],
    ['zh-Hans', '什么时候开会'],
    ['ar', 'متى الاجتماع؟'],
    ['bn', 'মিটিং কবে?'],
    ['bn', 'মিটিং কখন?'],
  ])('is an event by itself: %s: %s', (language, text) => {
    expect(read(language, text).topic).toBe('events');
  });

  test.each([
    ['en', 'when is the IEP meeting'],
    ['es', '¿cuándo es la junta del IEP?'],
    ['bn', 'IEP মিটিং কবে?'],
  ])('is about special services where its words name them: %s: %s', (language, text) => {
    expect(read(language, text).topic).toBe('special_services');
  });
});
