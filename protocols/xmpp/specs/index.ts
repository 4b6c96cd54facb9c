// Written by scripts/xmpp-specs-index.mjs: do not edit.
import type { Specification } from '../model/definition.ts';
import { rfc6120 } from './rfc-6120.ts';
import { rfc6121 } from './rfc-6121.ts';
import { rfc7395 } from './rfc-7395.ts';
import { rfc7590 } from './rfc-7590.ts';
import { rfc7622 } from './rfc-7622.ts';
import { xep0003 } from './xep-0003.ts';
import { xep0004 } from './xep-0004.ts';
import { xep0009 } from './xep-0009.ts';
import { xep0011 } from './xep-0011.ts';
import { xep0012 } from './xep-0012.ts';
import { xep0013 } from './xep-0013.ts';
import { xep0016 } from './xep-0016.ts';
import { xep0020 } from './xep-0020.ts';
import { xep0022 } from './xep-0022.ts';
import { xep0023 } from './xep-0023.ts';
import { xep0027 } from './xep-0027.ts';
import { xep0030 } from './xep-0030.ts';
import { xep0033 } from './xep-0033.ts';
import { xep0041 } from './xep-0041.ts';
import { xep0045 } from './xep-0045.ts';
import { xep0047 } from './xep-0047.ts';
import { xep0048 } from './xep-0048.ts';
import { xep0049 } from './xep-0049.ts';
import { xep0050 } from './xep-0050.ts';
import { xep0054 } from './xep-0054.ts';
import { xep0055 } from './xep-0055.ts';
import { xep0059 } from './xep-0059.ts';
import { xep0060 } from './xep-0060.ts';
import { xep0065 } from './xep-0065.ts';
import { xep0066 } from './xep-0066.ts';
import { xep0070 } from './xep-0070.ts';
import { xep0071 } from './xep-0071.ts';
import { xep0072 } from './xep-0072.ts';
import { xep0075 } from './xep-0075.ts';
import { xep0077 } from './xep-0077.ts';
import { xep0078 } from './xep-0078.ts';
import { xep0079 } from './xep-0079.ts';
import { xep0080 } from './xep-0080.ts';
import { xep0083 } from './xep-0083.ts';
import { xep0084 } from './xep-0084.ts';
import { xep0085 } from './xep-0085.ts';
import { xep0090 } from './xep-0090.ts';
import { xep0091 } from './xep-0091.ts';
import { xep0092 } from './xep-0092.ts';
import { xep0093 } from './xep-0093.ts';
import { xep0094 } from './xep-0094.ts';
import { xep0095 } from './xep-0095.ts';
import { xep0096 } from './xep-0096.ts';
import { xep0100 } from './xep-0100.ts';
import { xep0103 } from './xep-0103.ts';
import { xep0104 } from './xep-0104.ts';
import { xep0105 } from './xep-0105.ts';
import { xep0106 } from './xep-0106.ts';
import { xep0107 } from './xep-0107.ts';
import { xep0108 } from './xep-0108.ts';
import { xep0109 } from './xep-0109.ts';
import { xep0111 } from './xep-0111.ts';
import { xep0112 } from './xep-0112.ts';
import { xep0113 } from './xep-0113.ts';
import { xep0114 } from './xep-0114.ts';
import { xep0115 } from './xep-0115.ts';
import { xep0118 } from './xep-0118.ts';
import { xep0120 } from './xep-0120.ts';
import { xep0122 } from './xep-0122.ts';
import { xep0124 } from './xep-0124.ts';
import { xep0129 } from './xep-0129.ts';
import { xep0130 } from './xep-0130.ts';
import { xep0131 } from './xep-0131.ts';
import { xep0132 } from './xep-0132.ts';
import { xep0133 } from './xep-0133.ts';
import { xep0135 } from './xep-0135.ts';
import { xep0136 } from './xep-0136.ts';
import { xep0137 } from './xep-0137.ts';
import { xep0138 } from './xep-0138.ts';
import { xep0141 } from './xep-0141.ts';
import { xep0142 } from './xep-0142.ts';
import { xep0144 } from './xep-0144.ts';
import { xep0145 } from './xep-0145.ts';
import { xep0146 } from './xep-0146.ts';
import { xep0148 } from './xep-0148.ts';
import { xep0152 } from './xep-0152.ts';
import { xep0153 } from './xep-0153.ts';
import { xep0154 } from './xep-0154.ts';
import { xep0155 } from './xep-0155.ts';
import { xep0157 } from './xep-0157.ts';
import { xep0158 } from './xep-0158.ts';
import { xep0161 } from './xep-0161.ts';
import { xep0163 } from './xep-0163.ts';
import { xep0164 } from './xep-0164.ts';
import { xep0166 } from './xep-0166.ts';
import { xep0167 } from './xep-0167.ts';
import { xep0168 } from './xep-0168.ts';
import { xep0171 } from './xep-0171.ts';
import { xep0172 } from './xep-0172.ts';
import { xep0173 } from './xep-0173.ts';
import { xep0176 } from './xep-0176.ts';
import { xep0177 } from './xep-0177.ts';
import { xep0180 } from './xep-0180.ts';
import { xep0181 } from './xep-0181.ts';
import { xep0183 } from './xep-0183.ts';
import { xep0184 } from './xep-0184.ts';
import { xep0186 } from './xep-0186.ts';
import { xep0189 } from './xep-0189.ts';
import { xep0191 } from './xep-0191.ts';
import { xep0194 } from './xep-0194.ts';
import { xep0195 } from './xep-0195.ts';
import { xep0196 } from './xep-0196.ts';
import { xep0197 } from './xep-0197.ts';
import { xep0198 } from './xep-0198.ts';
import { xep0199 } from './xep-0199.ts';
import { xep0200 } from './xep-0200.ts';
import { xep0202 } from './xep-0202.ts';
import { xep0203 } from './xep-0203.ts';
import { xep0204 } from './xep-0204.ts';
import { xep0206 } from './xep-0206.ts';
import { xep0208 } from './xep-0208.ts';
import { xep0209 } from './xep-0209.ts';
import { xep0215 } from './xep-0215.ts';
import { xep0219 } from './xep-0219.ts';
import { xep0220 } from './xep-0220.ts';
import { xep0221 } from './xep-0221.ts';
import { xep0223 } from './xep-0223.ts';
import { xep0224 } from './xep-0224.ts';
import { xep0225 } from './xep-0225.ts';
import { xep0227 } from './xep-0227.ts';
import { xep0231 } from './xep-0231.ts';
import { xep0232 } from './xep-0232.ts';
import { xep0233 } from './xep-0233.ts';
import { xep0234 } from './xep-0234.ts';
import { xep0235 } from './xep-0235.ts';
import { xep0236 } from './xep-0236.ts';
import { xep0237 } from './xep-0237.ts';
import { xep0244 } from './xep-0244.ts';
import { xep0247 } from './xep-0247.ts';
import { xep0249 } from './xep-0249.ts';
import { xep0251 } from './xep-0251.ts';
import { xep0253 } from './xep-0253.ts';
import { xep0255 } from './xep-0255.ts';
import { xep0258 } from './xep-0258.ts';
import { xep0259 } from './xep-0259.ts';
import { xep0260 } from './xep-0260.ts';
import { xep0261 } from './xep-0261.ts';
import { xep0262 } from './xep-0262.ts';
import { xep0264 } from './xep-0264.ts';
import { xep0268 } from './xep-0268.ts';
import { xep0273 } from './xep-0273.ts';
import { xep0275 } from './xep-0275.ts';
import { xep0276 } from './xep-0276.ts';
import { xep0278 } from './xep-0278.ts';
import { xep0279 } from './xep-0279.ts';
import { xep0280 } from './xep-0280.ts';
import { xep0284 } from './xep-0284.ts';
import { xep0287 } from './xep-0287.ts';
import { xep0288 } from './xep-0288.ts';
import { xep0293 } from './xep-0293.ts';
import { xep0294 } from './xep-0294.ts';
import { xep0297 } from './xep-0297.ts';
import { xep0298 } from './xep-0298.ts';
import { xep0300 } from './xep-0300.ts';
import { xep0301 } from './xep-0301.ts';
import { xep0304 } from './xep-0304.ts';
import { xep0306 } from './xep-0306.ts';
import { xep0308 } from './xep-0308.ts';
import { xep0309 } from './xep-0309.ts';
import { xep0312 } from './xep-0312.ts';
import { xep0313 } from './xep-0313.ts';
import { xep0314 } from './xep-0314.ts';
import { xep0315 } from './xep-0315.ts';
import { xep0317 } from './xep-0317.ts';
import { xep0319 } from './xep-0319.ts';
import { xep0320 } from './xep-0320.ts';
import { xep0321 } from './xep-0321.ts';
import { xep0322 } from './xep-0322.ts';
import { xep0323 } from './xep-0323.ts';
import { xep0324 } from './xep-0324.ts';
import { xep0325 } from './xep-0325.ts';
import { xep0326 } from './xep-0326.ts';
import { xep0327 } from './xep-0327.ts';
import { xep0331 } from './xep-0331.ts';
import { xep0332 } from './xep-0332.ts';
import { xep0333 } from './xep-0333.ts';
import { xep0334 } from './xep-0334.ts';
import { xep0335 } from './xep-0335.ts';
import { xep0336 } from './xep-0336.ts';
import { xep0337 } from './xep-0337.ts';
import { xep0338 } from './xep-0338.ts';
import { xep0339 } from './xep-0339.ts';
import { xep0340 } from './xep-0340.ts';
import { xep0341 } from './xep-0341.ts';
import { xep0342 } from './xep-0342.ts';
import { xep0343 } from './xep-0343.ts';
import { xep0347 } from './xep-0347.ts';
import { xep0352 } from './xep-0352.ts';
import { xep0353 } from './xep-0353.ts';
import { xep0354 } from './xep-0354.ts';
import { xep0355 } from './xep-0355.ts';
import { xep0356 } from './xep-0356.ts';
import { xep0357 } from './xep-0357.ts';
import { xep0358 } from './xep-0358.ts';
import { xep0359 } from './xep-0359.ts';
import { xep0363 } from './xep-0363.ts';
import { xep0367 } from './xep-0367.ts';
import { xep0369 } from './xep-0369.ts';
import { xep0370 } from './xep-0370.ts';
import { xep0371 } from './xep-0371.ts';
import { xep0372 } from './xep-0372.ts';
import { xep0374 } from './xep-0374.ts';
import { xep0377 } from './xep-0377.ts';
import { xep0379 } from './xep-0379.ts';
import { xep0380 } from './xep-0380.ts';
import { xep0382 } from './xep-0382.ts';
import { xep0384 } from './xep-0384.ts';
import { xep0385 } from './xep-0385.ts';
import { xep0386 } from './xep-0386.ts';
import { xep0388 } from './xep-0388.ts';
import { xep0390 } from './xep-0390.ts';
import { xep0394 } from './xep-0394.ts';
import { xep0398 } from './xep-0398.ts';
import { xep0401 } from './xep-0401.ts';
import { xep0402 } from './xep-0402.ts';
import { xep0411 } from './xep-0411.ts';
import { xep0413 } from './xep-0413.ts';
import { xep0418 } from './xep-0418.ts';
import { xep0420 } from './xep-0420.ts';
import { xep0421 } from './xep-0421.ts';
import { xep0422 } from './xep-0422.ts';
import { xep0424 } from './xep-0424.ts';
import { xep0425 } from './xep-0425.ts';
import { xep0427 } from './xep-0427.ts';
import { xep0428 } from './xep-0428.ts';
import { xep0432 } from './xep-0432.ts';
import { xep0433 } from './xep-0433.ts';
import { xep0434 } from './xep-0434.ts';
import { xep0437 } from './xep-0437.ts';
import { xep0440 } from './xep-0440.ts';
import { xep0441 } from './xep-0441.ts';
import { xep0444 } from './xep-0444.ts';
import { xep0446 } from './xep-0446.ts';
import { xep0447 } from './xep-0447.ts';
import { xep0448 } from './xep-0448.ts';
import { xep0449 } from './xep-0449.ts';
import { xep0455 } from './xep-0455.ts';
import { xep0461 } from './xep-0461.ts';
import { xep0462 } from './xep-0462.ts';
import { xep0463 } from './xep-0463.ts';
import { xep0469 } from './xep-0469.ts';
import { xep0478 } from './xep-0478.ts';
import { xep0480 } from './xep-0480.ts';
import { xep0481 } from './xep-0481.ts';
import { xep0484 } from './xep-0484.ts';
import { xep0485 } from './xep-0485.ts';
import { xep0486 } from './xep-0486.ts';
import { xep0488 } from './xep-0488.ts';
import { xep0490 } from './xep-0490.ts';
import { xep0491 } from './xep-0491.ts';
import { xep0492 } from './xep-0492.ts';
import { xep0507 } from './xep-0507.ts';
import { xep0517 } from './xep-0517.ts';
import { nfConcentrator } from './nf-concentrator.ts';
import { nfControlParameters } from './nf-control-parameters.ts';
import { nfDecisionSupport } from './nf-decision-support.ts';
import { nfDiscovery } from './nf-discovery.ts';
import { nfProvisioning } from './nf-provisioning.ts';
import { nfSensorDataEventSubscription } from './nf-sensor-data-event-subscription.ts';
import { nfSensorData } from './nf-sensor-data.ts';
import { nfTokens } from './nf-tokens.ts';

/** Every specification that has a file of its own, in the order of their numbers: RFCs, XEPs, then those of the Neuro-Foundation. */
export const specifications: readonly Specification[] = [
  rfc6120,
  rfc6121,
  rfc7395,
  rfc7590,
  rfc7622,
  xep0003,
  xep0004,
  xep0009,
  xep0011,
  xep0012,
  xep0013,
  xep0016,
  xep0020,
  xep0022,
  xep0023,
  xep0027,
  xep0030,
  xep0033,
  xep0041,
  xep0045,
  xep0047,
  xep0048,
  xep0049,
  xep0050,
  xep0054,
  xep0055,
  xep0059,
  xep0060,
  xep0065,
  xep0066,
  xep0070,
  xep0071,
  xep0072,
  xep0075,
  xep0077,
  xep0078,
  xep0079,
  xep0080,
  xep0083,
  xep0084,
  xep0085,
  xep0090,
  xep0091,
  xep0092,
  xep0093,
  xep0094,
  xep0095,
  xep0096,
  xep0100,
  xep0103,
  xep0104,
  xep0105,
  xep0106,
  xep0107,
  xep0108,
  xep0109,
  xep0111,
  xep0112,
  xep0113,
  xep0114,
  xep0115,
  xep0118,
  xep0120,
  xep0122,
  xep0124,
  xep0129,
  xep0130,
  xep0131,
  xep0132,
  xep0133,
  xep0135,
  xep0136,
  xep0137,
  xep0138,
  xep0141,
  xep0142,
  xep0144,
  xep0145,
  xep0146,
  xep0148,
  xep0152,
  xep0153,
  xep0154,
  xep0155,
  xep0157,
  xep0158,
  xep0161,
  xep0163,
  xep0164,
  xep0166,
  xep0167,
  xep0168,
  xep0171,
  xep0172,
  xep0173,
  xep0176,
  xep0177,
  xep0180,
  xep0181,
  xep0183,
  xep0184,
  xep0186,
  xep0189,
  xep0191,
  xep0194,
  xep0195,
  xep0196,
  xep0197,
  xep0198,
  xep0199,
  xep0200,
  xep0202,
  xep0203,
  xep0204,
  xep0206,
  xep0208,
  xep0209,
  xep0215,
  xep0219,
  xep0220,
  xep0221,
  xep0223,
  xep0224,
  xep0225,
  xep0227,
  xep0231,
  xep0232,
  xep0233,
  xep0234,
  xep0235,
  xep0236,
  xep0237,
  xep0244,
  xep0247,
  xep0249,
  xep0251,
  xep0253,
  xep0255,
  xep0258,
  xep0259,
  xep0260,
  xep0261,
  xep0262,
  xep0264,
  xep0268,
  xep0273,
  xep0275,
  xep0276,
  xep0278,
  xep0279,
  xep0280,
  xep0284,
  xep0287,
  xep0288,
  xep0293,
  xep0294,
  xep0297,
  xep0298,
  xep0300,
  xep0301,
  xep0304,
  xep0306,
  xep0308,
  xep0309,
  xep0312,
  xep0313,
  xep0314,
  xep0315,
  xep0317,
  xep0319,
  xep0320,
  xep0321,
  xep0322,
  xep0323,
  xep0324,
  xep0325,
  xep0326,
  xep0327,
  xep0331,
  xep0332,
  xep0333,
  xep0334,
  xep0335,
  xep0336,
  xep0337,
  xep0338,
  xep0339,
  xep0340,
  xep0341,
  xep0342,
  xep0343,
  xep0347,
  xep0352,
  xep0353,
  xep0354,
  xep0355,
  xep0356,
  xep0357,
  xep0358,
  xep0359,
  xep0363,
  xep0367,
  xep0369,
  xep0370,
  xep0371,
  xep0372,
  xep0374,
  xep0377,
  xep0379,
  xep0380,
  xep0382,
  xep0384,
  xep0385,
  xep0386,
  xep0388,
  xep0390,
  xep0394,
  xep0398,
  xep0401,
  xep0402,
  xep0411,
  xep0413,
  xep0418,
  xep0420,
  xep0421,
  xep0422,
  xep0424,
  xep0425,
  xep0427,
  xep0428,
  xep0432,
  xep0433,
  xep0434,
  xep0437,
  xep0440,
  xep0441,
  xep0444,
  xep0446,
  xep0447,
  xep0448,
  xep0449,
  xep0455,
  xep0461,
  xep0462,
  xep0463,
  xep0469,
  xep0478,
  xep0480,
  xep0481,
  xep0484,
  xep0485,
  xep0486,
  xep0488,
  xep0490,
  xep0491,
  xep0492,
  xep0507,
  xep0517,
  nfConcentrator,
  nfControlParameters,
  nfDecisionSupport,
  nfDiscovery,
  nfProvisioning,
  nfSensorDataEventSubscription,
  nfSensorData,
  nfTokens,
];
export { catalogue, type CatalogueEntry } from './catalogue.ts';
