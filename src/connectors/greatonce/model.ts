/** What mappings may know of GreatOnce (巨益 OMS): the documents its methods take. Types only. */

/**
 * One distributor (分销商), method `greatonce.distributor.single.sync`. Only these nine members are published, with
 * neither length nor enumeration; required here are those without which no distributor can be told from another.
 */
export type DistributorDocument = Readonly<{
  /** 操作类型: `add`; what else the platform takes is not published. */
  actionType: string;
  /** 分销商编码, the key. */
  distributorCode: string;
  /** 分销商名称. */
  distributorName: string;
  /** 分销商等级名称, as published; the member's name says company. */
  distributorCompanyName?: string;
  /** 分销商等级. */
  distributorLevelName?: string;
  /** 扣款类型; the only member in snake case. */
  balance_deduct_type?: string;
  /** 地址. */
  address?: string;
  contact?: string;
  mobile?: string;
}>;

/** Documents by form: the method that takes them. */
export type GreatonceForms = {
  'greatonce.distributor.single.sync': DistributorDocument;
};
