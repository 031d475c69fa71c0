//! Words in many scripts.

use super::*;

fn cut(text: &str) -> String {
    let edges = edges(text, 0, &Names::default());
    let pieces: Vec<&str> = edges.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
    pieces.join("|")
}

#[test]
fn words_of_scripts_without_spaces_are_those_of_the_dictionaries() {
    for words in [
        "ตำรวจ|ไทย|ลง|นาม|ที่|กรุงเทพ",
        "กระทรวง|มหาดไทย|ลง|นาม|บันทึก|ความ|เข้าใจ",
        "ဝန်ကြီးဌာန|သည်| |လက်မှတ်|ရေးထိုး|သည်|။",
        "រដ្ឋមន្ត្រី|ចុះហត្ថលេខា|នៅ|ភ្នំពេញ|។",
        "乌|兹|别|克|斯坦|签署|备忘录|。",
        "ตรง|กับ| |พ.ศ|.| |๒๕๖๗| |ค่า| |PM2.5|ใน|จังหวัด",
        "日本|の|外務省|は|合意|文書|に|署名|した|。",
    ] {
        assert_eq!(cut(&words.replace('|', "")), words);
    }
}

#[test]
fn words_of_other_scripts_are_those_of_uax_29() {
    for words in ["وقعت| |الصين| |وأوزبكستان", "O‘zbekiston| |Việt| |Nam|,| |U.S", "대한민국| |외교부는", ""]
    {
        assert_eq!(cut(&words.replace('|', "")), words);
    }
}

#[test]
fn what_nobody_sees_parts_no_word_and_a_space_nobody_sees_does() {
    for words in
        ["เจ้า\u{ad}|หน้าที่|ลง|นาม", "ဝန်\u{ad}ကြီး\u{ad}ဌာန|သည်", "培训\u{ad}|班", "ลง|\u{200b}|นาม", "インタ\u{2060}ー|の"]
    {
        assert_eq!(cut(&words.replace('|', "")), words);
    }
}

#[test]
fn what_nobody_sees_is_no_word() {
    for invisible in ["\u{200b}", "\u{ad}", "\u{2060}\u{200d}", "\u{3164}", " ", "…"] {
        assert!(!is_word(invisible), "{invisible:?}");
    }
    for word in ["a", "٣", "ไทย", "\u{ad}b"] {
        assert!(is_word(word), "{word:?}");
    }
}

fn cut_with(names: &[&str], text: &str) -> String {
    let mut known = Names::default();
    for name in names {
        known.add(name);
    }
    let edges = edges(text, 0, &known);
    let pieces: Vec<&str> = edges.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
    pieces.join("|")
}

#[test]
fn names_are_words_whatever_the_dictionary_makes_of_them() {
    assert_eq!(cut_with(&["乌兹别克斯坦"], "乌兹别克斯坦签署备忘录"), "乌兹别克斯坦|签署|备忘录");
    assert_eq!(cut_with(&["内政部"], "柬埔寨内政部长"), "柬埔寨|内政|部长", "the minister is not the ministry");
    assert_eq!(cut_with(&["李强"], "李强调合作"), "李|强调|合作");
    assert_eq!(cut_with(&["アジズ・ラヒモフ"], "アジズ・ラヒモフスキー"), "アジズ|・|ラヒモフスキー");
    assert_eq!(
        cut_with(&["สตช"], "การสตช.ลงนามกับสตช"),
        "การ|สตช.ลง|นาม|กับ|สตช",
        "letters of other words are given back"
    );
    assert_eq!(cut_with(&["สมชายวงศ์สวัสดิ์กุล"], "สม\u{ad}ชายวงศ์สวัสดิ์กุลลงนาม"), "สม\u{ad}ชายวงศ์สวัสดิ์กุล|ลง|นาม");
    assert_eq!(cut_with(&["ไทย"], "กระทรวงมหาดไทย"), "กระทรวง|มหาดไทย", "not inside of a word");
    assert_eq!(cut_with(&["国人"], "中国人民"), "中国|人民", "not out of two words");
    assert_eq!(cut_with(&["ซูรินทร์ พิศสุวรรณ"], "ซูรินทร์ พิศสุวรรณ"), "ซูรินทร์| |พิศสุวรรณ");
    assert_eq!(cut_with(&["Wang Xiaohong", "国"], "Wang Xiaohong 国人"), "Wang| |Xiaohong| |国人");
}

#[test]
fn names_that_were_taken_out_are_no_words_any_more() {
    let mut names = Names::default();
    names.add("乌兹别克斯坦");
    names.add("乌兹别克斯坦");
    names.remove("乌兹别克斯坦");
    assert_eq!(edges("乌兹别克斯坦", 0, &names), [0, 18]);
    names.remove("乌兹别克斯坦");
    names.remove("乌兹别克斯坦");
    assert!(edges("乌兹别克斯坦", 0, &names).len() > 2);
}

#[test]
fn long_text_without_spaces_has_the_same_words_wherever_it_is_read_from() {
    let text = crate::core::text::Text::canonical(&format!("ก{}", "กระทรวงมหาดไทยลงนามบันทึกความเข้าใจ".repeat(100)));
    let names = Names::default();
    let all = edges(text.as_str(), 0, &names);
    for at in (0..text.len()).step_by(1777) {
        let at = text.floor(at);
        let word = text.word_at(at, &names).unwrap();
        assert!(all.contains(&word.start) && all.contains(&word.end), "{word:?} at {at}");
        assert!(!all.iter().any(|edge| word.start < *edge && *edge < word.end));
    }
}
