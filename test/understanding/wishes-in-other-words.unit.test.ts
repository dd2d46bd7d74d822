import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';
import type { Ask } from '../../src/understanding/understood.js';

/** Families wish an end, a pause or fewer of the texts, or to get them too, in none of the usual words: a line a language. */
const wishes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  opt_out: {
    en: 'we manage just fine without these, thank you',
    es: 'sáquenos de ahí por favor, gracias por todo',
    fr: 'nous nous en passerons, merci à vous et oubliez-nous',
    ht: 'tanpri kite nimewo mwen an trankil',
    'pt-BR': 'pode nos esquecer nessa lista, obrigada',
    pl: 'niech już nie brzęczy, dziękuję',
    ru: 'забудьте мой номер, всего доброго',
    uk: 'забудьте про мій номер, дякую',
    sq: 'le ta mbyllim me kaq, faleminderit',
    tr: 'bunlara ihtiyaç kalmadı, sağ olun',
    vi: 'đừng mất công nhắn tôi',
  },
  pause: {
    en: 'give us a few weeks of peace, the twins just came',
    es: 'escríbanos cuando regresemos de México',
    fr: 'laissez-nous souffler un peu, on reprendra tout ça en mars',
    ht: 'ba nou kèk jou souf, papa m mouri',
    'pt-BR': 'umas semanas de silêncio por favor, o bebê nasceu',
    pl: 'odezwijcie się dopiero po świętach',
    ru: 'бабушка в больнице, нам не до этого, сами напишем',
    uk: 'бабуся хвора, нам не до цього, озвемось пізніше',
    sq: 'na shkruani javën tjetër, kemi dasmë',
    tr: 'dönünce yine yazarsınız',
    vi: 'tạm dừng tới tháng ba nha cô',
  },
  fewer: {
    en: 'daily is too much, maybe once a week',
    es: 'a diario es demasiado, mejor una vez por semana',
    fr: 'trop de messages, juste les importants',
    ht: 'chak jou se twòp, voye yon fwa pa semèn',
    'pt-BR': 'todo dia é demais, melhor uma vez na semana',
    pl: 'codziennie to za dużo, wystarczy raz w tygodniu',
    ru: 'каждый день слишком часто, лучше раз в неделю',
    uk: 'щодня забагато, краще раз на тиждень',
    sq: 'çdo ditë është shumë, mjafton një herë në javë',
    tr: 'her gün çok fazla, haftada bir yeter',
    vi: 'ngày nào cũng nhắn nhiều quá, một lần một tuần thôi',
  },
};

/** The same words about something else: a trip, a club, a book, shoes, an exercise, the yard, the doctor. A line a language. */
const lookAlikes: Readonly<Record<string, string>> = {
  en: 'he agreed to the trip and now he says no|pick it up again in the fall, his violin|he manages fine without training wheels|give us two weeks to pay for lunch|the shoe store sent the wrong number|she copied the wrong number on problem nine',
  es: 'hasta aquí llegamos con el capítulo, página 20|luego le siguen con la otra tarea|denos unos días para pagar la excursión|escríbame cuando llegue el camión|compré el número equivocado de tenis|copió mal el número del ejercicio',
  fr: 'on reprendra le chapitre quand il ira mieux|rayez-le de la sortie au musée|rien avant le repas, elle est allergique|elle a mis le mauvais numéro de question|mauvais numéro de chaussures, trop petites',
  ht: 'retire m nan lis vwayaj la|kanpe jis bis la rive|ba nou kèk jou pou nou peye|soulye a se move nimewo|li kopye move nimewo pwoblèm nan',
  'pt-BR':
    'tira ele da lista do passeio|a gente retoma o livro na volta|depois eu aviso se ele vai à festa|veio o número errado do tênis|fez o número errado da questão',
  pl: 'niech już nie przychodzi do szkoły z gorączką|przerwa na zęby i spać|dajcie mi trochę czasu na podpis|to zły numer butów, są za małe|przepisał zły numer zadania',
  ru: 'вычеркните его из кружка|напишите, когда приедет автобус|нам не до сна, температура|не тот номер ботинок|не тот номер задачи он решил',
  uk: 'викресліть його з гуртка|напишіть, коли приїде автобус|дайте йому спокою на перерві|не той номер кросівок|не той номер вправи переписав',
  sq: 'le ta mbyllim derën se është ftohtë|vazhdojmë librin kur të kthehemi|prisni pak te dera|këpucët janë numër i gabuar|gaboi numrin e ushtrimit',
  tr: 'artık eve yalnız gelmesin lütfen|dönünce kitaba devam ederiz|derse ara verin, çocuk yoruldu|ayakkabının numarası yanlış, küçük geldi|ödevde yanlış numara yazmış',
  vi: 'lớp võ tạm ngưng tới thứ hai|đừng gửi bé về nữa, trời mưa|cho tôi rút tên bé khỏi đội banh|mua lộn số giày|bé bấm lộn số nhà',
};

describe('A wish about the texting in none of the usual words', () => {
  describe.each(Object.entries(wishes))('that is %s', (wanted, byLanguage) => {
    test.each(Object.entries(byLanguage))('is heard in %s', (language, text) => {
      expect([text, read(language, text).consent]).toEqual([text, wanted]);
    });
  });

  test.each(Object.entries(wishes.opt_out ?? {}))('ends nothing for sure in %s', (language, text) => {
    expect([text, read(language, text).consentCertainty]).toEqual([text, 'likely']);
  });

  test.each(Object.entries(lookAlikes))(
    'is not heard where its words speak of something else in %s',
    (language, texts) => {
      for (const text of texts.split('|')) expect([text, read(language, text).consent]).toEqual([text, null]);
    },
  );
});

describe('What answers a question of ours in few words', () => {
  test('is no wish in other words', () => {
    const asked: Ask = { kind: 'yesno' };
    expect(read('tr', 'dönünce yine yazarsınız', asked).consent).toBe(null);
  });
});
