/** A family of the demo district. Grades 2 and 3 go to the elementary school, 6 and 7 to the middle school. */
export interface DemoFamily {
  /** What the family speaks. */
  language: string;
  /** Whether the school knows; true unless said. */
  languageIsKnown: boolean;
  familyName: string;
  children: { givenName: string; grade: number }[];
  guardians: { name: string; relationship: string; language: string }[];
  /** `shared`: all guardians have one phone; `each`: they live apart, each with a phone; `none`: no number on file. */
  phones: 'shared' | 'each' | 'none';
  /** Asked for no more texts, by STOP. */
  optedOut: boolean;
  /** The number cannot receive texts. */
  unreachable: boolean;
}

type Special = Partial<Pick<DemoFamily, 'languageIsKnown' | 'phones' | 'optedOut' | 'unreachable'>>;

/** Children with their grades; guardians with their relationship, and their language where it is another one. */
const family = (
  language: string,
  familyName: string,
  children: Record<string, number>,
  guardians: Record<string, string>,
  special: Special = {},
): DemoFamily => ({
  language,
  familyName,
  children: Object.entries(children).map(([givenName, grade]) => ({ givenName, grade })),
  guardians: Object.entries(guardians).map(([name, words]) => {
    const [relationship = '', other] = words.split(', ');
    return { name, relationship, language: other ?? language };
  }),
  languageIsKnown: true,
  phones: 'shared',
  optedOut: false,
  unreachable: false,
  ...special,
});

/** All invented. The place of a family in this list decides its number: add new ones at the end. */
export const demoFamilies: readonly DemoFamily[] = [
  family('es', 'Ortega', { Luis: 3, Camila: 6 }, { 'Rosa Ortega': 'mother' }),
  family(
    'es',
    'Hernández',
    { Mateo: 2 },
    { 'María Hernández': 'mother', 'José Hernández': 'father' },
    { phones: 'each' },
  ),
  family('es', 'García', { Sofía: 3 }, { 'Guadalupe García': 'mother' }),
  family('es', 'Martínez', { Diego: 6, Valeria: 2 }, { 'Elena Martínez': 'mother' }),
  family('es', 'López', { Emiliano: 7 }, { 'Carmen López': 'mother' }),
  family('es', 'Rodríguez', { Isabella: 2, Santiago: 2 }, { 'Patricia Rodríguez': 'mother' }),
  family('es', 'Pérez', { Daniel: 3 }, { 'Juana Pérez': 'mother' }, { optedOut: true }),
  family('es', 'Ramírez', { Ximena: 6 }, { 'Miguel Ramírez': 'father' }),
  family('es', 'Flores', { Ángel: 7 }, { 'Teresa Flores': 'mother' }),
  family('es', 'Cruz', { Natalia: 2 }, { 'Verónica Cruz': 'mother' }),
  family('es', 'Morales', { Kevin: 3 }, { 'Héctor Morales': 'father' }, { unreachable: true }),
  family('es', 'Reyes', { Andrea: 6 }, { 'Silvia Reyes': 'mother' }),
  family('es', 'Gutiérrez', { Bruno: 7 }, { 'Claudia Gutiérrez': 'mother' }),
  family('es', 'Castillo', { Lucía: 2 }, { 'Alejandra Castillo': 'mother' }),
  family('es', 'Vargas', { Gabriel: 3 }, { 'Raúl Vargas': 'father' }),
  family('es', 'Mendoza', { Fernanda: 6 }, { 'Leticia Mendoza': 'mother' }),
  family('es', 'Rivera', { Adrián: 7 }, { 'Gloria Rivera': 'grandmother', 'Mónica Rivera': 'mother' }),
  family('es', 'Torres', { Renata: 2 }, { 'Beatriz Torres': 'mother' }),
  family('es', 'Chávez', { Leonardo: 3 }, { 'Yolanda Chávez': 'mother' }),
  family('es', 'Guzmán', { Paola: 6, Iván: 3 }, { 'Francisco Guzmán': 'father' }),
  family('es', 'Salazar', { Jimena: 7 }, { 'Adriana Salazar': 'mother' }),
  family('es', 'Peña', { Nicolás: 2 }, { 'Norma Peña': 'mother' }, { phones: 'none' }),
  family('en', 'Johnson', { Ava: 2, Elijah: 6 }, { 'Denise Johnson': 'mother' }),
  family(
    'en',
    'Williams',
    { Jayden: 3 },
    { 'Tasha Williams': 'mother', 'Marcus Williams': 'father' },
    { phones: 'each' },
  ),
  family('en', 'Brown', { Mia: 6 }, { 'Karen Brown': 'mother' }),
  family('en', 'Davis', { Noah: 7 }, { 'Robert Davis': 'father' }),
  family('en', 'Miller', { Olivia: 2 }, { 'Susan Miller': 'grandmother' }),
  family('en', 'Wilson', { Caleb: 3 }, { 'Angela Wilson': 'mother' }),
  family('en', 'Moore', { Zoe: 6 }, { 'Brian Moore': 'father' }),
  family('en', 'Taylor', { Mason: 7, Harper: 3 }, { 'Nicole Taylor': 'mother' }),
  family('en', 'Anderson', { Ella: 2 }, { 'Eric Anderson': 'father' }),
  family('en', 'Thomas', { Isaiah: 3 }, { 'Renee Thomas': 'aunt' }),
  family('en', 'Jackson', { Aaliyah: 6 }, { 'Monique Jackson': 'mother' }),
  family('en', 'White', { Owen: 7 }, { 'Laura White': 'mother' }),
  family('pt-BR', 'Silva', { Pedro: 2 }, { 'Ana Paula Silva': 'mother' }),
  family('pt-BR', 'Santos', { Beatriz: 3, Rafael: 7 }, { 'Cláudia Santos': 'mother' }),
  family('pt-BR', 'Oliveira', { Laura: 6 }, { 'Marcelo Oliveira': 'father' }),
  family('pt-BR', 'Souza', { Thiago: 7 }, { 'Fernanda Souza': 'mother' }),
  family('pt-BR', 'Pereira', { Júlia: 3 }, { 'Simone Pereira': 'mother' }, { languageIsKnown: false }),
  family('pt-BR', 'Costa', { Davi: 6 }, { 'Renato Costa': 'father' }),
  family('ht', 'Joseph', { Wideline: 3 }, { 'Marie Joseph': 'mother' }),
  family('ht', 'Pierre', { Jameson: 2, Nadège: 6 }, { 'Yolande Pierre': 'mother' }),
  family('ht', 'Jean-Baptiste', { Rose: 7 }, { 'Jacques Jean-Baptiste': 'father' }),
  family('ht', 'Charles', { Fabrice: 3 }, { 'Mirlande Charles': 'mother' }),
  family('ht', 'Louis', { Darline: 6 }, { 'Ketly Louis': 'grandmother' }),
  family(
    'ht',
    'Toussaint',
    { Samuel: 2 },
    { 'Guerline Toussaint': 'mother', 'Paul Toussaint': 'father, en' },
  ),
  family('zh-Hans', 'Wang', { Ming: 3 }, { '王芳 (Fang Wang)': 'mother' }),
  family('zh-Hans', 'Li', { Jun: 6 }, { '李伟 (Wei Li)': 'father' }),
  family('zh-Hans', 'Chen', { Lily: 2, Kai: 7 }, { '陈静 (Jing Chen)': 'mother' }),
  family('zh-Hans', 'Liu', { Yan: 3 }, { '刘洋 (Yang Liu)': 'father' }),
  family('zh-Hans', 'Zhang', { Mei: 6 }, { '张敏 (Min Zhang)': 'mother' }),
  family('ar', 'Haddad', { Omar: 2 }, { 'ليلى حداد (Layla Haddad)': 'mother' }),
  family('ar', 'Khalil', { Yasmin: 3, Karim: 7 }, { 'نادية خليل (Nadia Khalil)': 'mother' }),
  family('ar', 'Mansour', { Yousef: 6 }, { 'سامي منصور (Sami Mansour)': 'father' }),
  family('ar', 'Saleh', { Mariam: 7 }, { 'هدى صالح (Huda Saleh)': 'mother' }),
  family('vi', 'Nguyễn', { Minh: 2 }, { 'Nguyễn Thị Lan': 'mother' }),
  family('vi', 'Trần', { Linh: 6 }, { 'Trần Văn Hùng': 'father' }),
  family('vi', 'Lê', { An: 3 }, { 'Lê Thị Hoa': 'mother' }),
  family('ru', 'Ivanov', { Dmitri: 3 }, { 'Ольга Иванова (Olga Ivanova)': 'mother' }),
  family('ru', 'Petrov', { Alexei: 7 }, { 'Наталья Петрова (Natalia Petrova)': 'mother' }),
];
