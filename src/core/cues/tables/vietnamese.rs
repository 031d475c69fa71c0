//! Vietnamese.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

pub(super) static TABLE: Table = Table {
    code: "vi",
    script: Script::Latin,
    order: NumberOrder::DayMonthYear,
    // Months written with a number are read through the marker "tháng".
    months: [
        "tháng một|tháng giêng",
        "tháng hai",
        "tháng ba",
        "tháng tư|tháng bốn",
        "tháng năm",
        "tháng sáu",
        "tháng bảy|tháng bẩy",
        "tháng tám",
        "tháng chín",
        "tháng mười",
        "tháng mười một",
        "tháng mười hai|tháng chạp",
    ],
    weekdays: [
        "thứ hai|thứ 2|th 2",
        "thứ ba|thứ 3|th 3",
        "thứ tư|thứ bốn|thứ 4|th 4",
        "thứ năm|thứ 5|th 5",
        "thứ sáu|thứ 6|th 6",
        "thứ bảy|thứ bẩy|thứ 7|th 7",
        "chủ nhật|chúa nhật",
    ],
    short_weekdays: ["t2", "t3", "t4", "t5", "t6", "t7", "cn"],
    day: Markers { before: "ngày|mùng|mồng|hôm", after: "" },
    month: Markers { before: "tháng|thg", after: "" },
    year: Markers { before: "năm", after: "" },
    hour: Markers { before: "lúc", after: "giờ|h|g|phút" },
    relatives: &[
        (FromSpeech(-2), "hôm kia"),
        (FromSpeech(-1), "hôm qua|ngày hôm qua|sáng qua|trưa qua|chiều qua|tối qua|đêm qua"),
        (FromSpeech(0), "hôm nay|ngày hôm nay|bữa nay|sáng nay|trưa nay|chiều nay|tối nay|đêm nay"),
        (FromSpeech(1), "ngày mai|sáng mai|trưa mai|chiều mai|tối mai|đêm mai"),
        (FromSpeech(2), "ngày kia|ngày mốt"),
        (FromNamedDay(-1), "hôm trước|ngày hôm trước|một ngày trước đó|ngày trước đó"),
        (FromNamedDay(0), "cùng ngày|cũng trong ngày|ngày này|ngày đó|hôm đó|ngày hôm đó"),
        (FromNamedDay(1), "hôm sau|ngày hôm sau|ngày tiếp theo|ngày kế tiếp"),
        (Now, "hiện nay|hiện tại|bây giờ|ngày nay|lúc này|đến nay|cho đến nay"),
    ],
    stop_phrases: "lần thứ|đứng thứ|xếp thứ|vị trí thứ|đăng ký|đăng kí|nhật ký|nhật kí|thư ký|thư kí|ký giả|ký ức|\
                   kí ức|ký hiệu|ký tự|ký túc xá|ký sinh|ký sự|bút ký|hồi ký|du ký|tốc ký|hộ ký",
    prefixes: "",
    endings: "",
    nouns_have_capitals: false,
    signing: Signing {
        verbs: "ký|ký kết|ký tắt|kí|kí kết",
        nouns: "lễ ký|lễ ký kết|lễ kí|lễ kí kết|buổi ký kết|việc ký|việc ký kết|việc kí kết|chữ ký",
        will_sign: "",
        signed: "",
        intent_before: "cần|cần phải|phải|sẽ|dự kiến|dự định|có ý định|có kế hoạch|đề nghị|đề xuất|kiến nghị|\
                        khuyến nghị|mong|muốn|mong muốn|kỳ vọng|kì vọng|hy vọng|hi vọng|chuẩn bị|sắp|sắp tới|\
                        sẵn sàng|có thể|phấn đấu|kêu gọi|yêu cầu|hướng tới|hướng đến|tiến tới",
        intent_right_before: "nhất trí|thống nhất|đồng ý|thúc đẩy|đẩy nhanh|đẩy mạnh|sớm|nên|hãy|nghiên cứu|xem xét|\
                              đàm phán|khả năng|để|nhằm",
        intent_after_noun: "sẽ diễn ra|sẽ được|dự kiến|sắp diễn ra",
        intent_right_after: "",
        done: "đã|vừa|chứng kiến",
        afterwards: "sau|sau khi|ngay sau khi|kể từ khi|từ khi|tại|nhân dịp",
    },
    directions: Directions {
        gives: "trao tặng|tặng|biếu tặng|cung cấp|viện trợ cho|tài trợ cho|hỗ trợ cho|bàn giao|bàn giao cho|\
                chuyển giao cho|giúp đào tạo|đào tạo cho|tập huấn cho|trang bị cho",
        receives: "tiếp nhận|tiếp nhận viện trợ|tiếp nhận hỗ trợ|tiếp nhận tài trợ|nhận được|nhận viện trợ|\
                nhận hỗ trợ|nhận tài trợ|nhận bàn giao|tiếp nhận bàn giao|nhận chuyển giao|\
                nhận được viện trợ|nhận được tài trợ|được đào tạo|được viện trợ",
        hosts: "đăng cai|đăng cai tổ chức|chủ trì tổ chức|làm chủ nhà|là nước chủ nhà|làm nước chủ nhà",
        passive: "được|bị|do|bởi",
        // “bị” is also half of “thiết bị”, equipment.
        neither: "thiết bị|trang bị|chuẩn bị|tự do|lý do|do đó|do vậy|quà tặng|món quà tặng|truy tặng|\
                tặng thưởng|nhà cung cấp|nguồn cung cấp|bên cung cấp|việc cung cấp|dịch vụ cung cấp|\
                lễ bàn giao|biên bản bàn giao|việc bàn giao|lễ tiếp nhận|tiếp nhận và trao trả|\
                tiếp nhận trở lại|nhận được sự quan tâm|nhận được sự ủng hộ|nhận được sự đồng ý",
        subject: Subject {
            behind: false,
            not_after: "cho|với|từ|tại|ở|sang|giữa|bởi|do|trong|đến|tới|về",
            not_with: "",
            tells_all: false,
            touches: "",
        },
    },
};
