//! Chinese, in simplified and traditional characters.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

pub(super) static TABLE: Table = Table {
    code: "zh",
    script: Script::Han,
    order: NumberOrder::YearMonthDay,
    // Months written with digits are read through the marker 月.
    months: ["一月|元月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
    weekdays: [
        "星期一|周一|週一|礼拜一|禮拜一",
        "星期二|周二|週二|礼拜二|禮拜二",
        "星期三|周三|週三|礼拜三|禮拜三",
        "星期四|周四|週四|礼拜四|禮拜四",
        "星期五|周五|週五|礼拜五|禮拜五",
        "星期六|周六|週六|礼拜六|禮拜六",
        "星期日|星期天|周日|周天|週日|週天|礼拜日|礼拜天|禮拜日|禮拜天",
    ],
    short_weekdays: [""; 7],
    day: Markers { before: "", after: "日|号|號" },
    month: Markers { before: "", after: "月|月份" },
    year: Markers { before: "", after: "年" },
    hour: Markers { before: "", after: "时|時|点|點|分|秒" },
    relatives: &[
        (FromSpeech(-3), "大前天"),
        (FromSpeech(-2), "前天|前日"),
        (FromSpeech(-1), "昨天|昨日|昨晨|昨晚|昨夜"),
        (FromSpeech(0), "今天|今日|今晨|今早|今晚|今夜"),
        (FromSpeech(1), "明天|明日|明晨|明早|明晚"),
        (FromSpeech(2), "后天|後天"),
        (FromNamedDay(-1), "前一天|前一日"),
        (FromNamedDay(0), "同日|同一天|同一日|当日|當日|当天|當天|当晚|當晚"),
        (FromNamedDay(1), "次日|翌日|第二天|隔天"),
        (Now, "现在|現在|目前|当前|當前|如今|眼下"),
    ],
    stop_phrases: "日前|近日|一周|每周|一週|每週|周年|週年|将军|將軍|将领|將領|上将|中将|少将|大将|将近|模拟|虚拟|比拟|合作计划|行动计划|发展计划|执行计划|五年计划|一揽子计划|今日头条|\
                   明日之星",
    prefixes: "",
    endings: "",
    nouns_have_capitals: false,
    signing: Signing {
        verbs: "签署|签订|签定|签约|签字|草签|缔结|簽署|簽訂|簽約|簽字|締結",
        nouns: "签署仪式|签字仪式|签约仪式|簽署儀式|簽字儀式|簽約儀式",
        will_sign: "",
        signed: "签署了|签订了|签定了|签下|签署后|签订后|签字后|签约后|签署以来|签署生效|签署完毕|簽署了|簽訂了|簽署後|簽下",
        intent_before: "将|將|将要|将会|即将|即將|拟|擬|计划|計劃|應當|应当|应该|應該|需要|必须|必須|希望|期待|愿|愿意|願|願意|有意|打算|准备|準備|预计|預計|有望|力争|建议|\
                        建議|提议|提議|致力于|可以|可望|同意",
        intent_right_before: "推动|推動|尽早|盡早|尽快|盡快|早日|探讨|探討|商谈|磋商|研究|考虑|谋求|寻求|促成|加快|争取",
        intent_after_noun: "将于|將於|将在|預計|预计|计划于|拟于|即将",
        intent_right_after: "",
        done: "已|已经|已經|曾|见证|見證|共同见证|成功|出席",
        afterwards: "自|自从|随着",
    },
    directions: Directions {
        gives: "提供|捐赠|捐贈|移交|转交|轉交|交付|赠送|贈送|资助|資助|赠予|贈予|援建|援赠|援贈",
        receives: "接受|接收|获得|獲得|获赠|獲贈|获捐|獲捐|受赠|受贈|收到|接受捐赠|接受捐贈|接收捐赠|接收捐贈|获得资助|獲得資助|接受资助|接受資助",
        hosts: "主办|主辦|承办|承辦|东道主|東道主",
        passive: "被|由",
        neither: "自由|由于|由於|理由|接受采访|接受採訪|接受记者|接受記者|接受专访|接受專訪|接受邀请|接受邀請|获得批准|獲得批准|获得通过|獲得通過|获得一致|收到邀请|收到邀請|捐赠仪式|\
                捐贈儀式|移交仪式|移交儀式|交付仪式|赠送仪式|交接仪式|移交逃犯|移交嫌疑人|主办方|主辦方|主办单位|承办单位|提供方|提供者|受赠方|捐赠方",
        subject: Subject {
            behind: false,
            not_after: "向|给|給|为|為|对|對|从|從|与|與|和|同|跟|于|於",
            not_with: "",
            tells_all: true,
            touches: "",
        },
    },
};
