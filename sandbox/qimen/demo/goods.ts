/** What the shops sell. */
export interface Good {
  /** `M00001` …: the numbers of Kingdee's seeded materials. */
  readonly sku: string;
  readonly style: string;
  readonly name: string;
  readonly properties: string;
  /** List price in fen. */
  readonly price: number;
  /** Weight in tens of grams. */
  readonly weight: number;
}

const names = [
  '保温杯',
  '运动毛巾',
  '儿童水壶',
  '帆布包',
  '纯棉袜（３双装）',
  '陶瓷碗',
  '折叠伞',
  '数据线',
  '香薰蜡烛',
  '抱枕',
];
const colours = ['红色', '藏青', '米白', '墨绿', '浅灰'];

/** The 50 goods: always the same, so that bills of all seeds are about the same materials. */
export const goods: readonly Good[] = Array.from({ length: 50 }, (_, at) => ({
  sku: `M${String(at + 1).padStart(5, '0')}`,
  style: `S${String((at % names.length) + 1).padStart(3, '0')}`,
  name: names[at % names.length] ?? '',
  properties: `${colours[Math.floor(at / names.length)]};均码`,
  // Odd fen and thirds on purpose: tax and discounts of such prices do not come out even.
  price: 333 + ((at * 1777) % 29_900),
  weight: 5 + ((at * 7) % 120),
}));
