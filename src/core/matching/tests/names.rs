//! Names of persons and places in several scripts, one entry a line.
//!
//! The spellings are those of news texts, standard transliterations and common slips. Some names of a line are
//! different names of one place; a skeleton cannot join those.

pub(super) const NAMES: &str = "\
Wang Xiaohong|وانغ شيا هونغ|وانغ شياو هونغ|Ван Сяохун|Wang Xiao Hong|Xiaohong Wang
Shavkat Mirziyoyev|شوكت ميرضيائيف|Шавкат Мирзиёев|Shavkat Mirziyoev|Schawkat Mirsijojew|Шавкат Мирзияев|شوكت ميرزيوييف
Mahmoud Tawfik|محمود توفيق|Махмуд Тауфик|Mahmoud Tawfiq|Махмуд Тавфик|Mahmud Taufik
Viktor Makhmudov|Виктор Махмудов|Viktor Mahmudov|فيكتور محمودوف|Victor Makhmudov|Wiktor Machmudow
Pulat Bobojonov|Пўлат Бобожонов|Пулат Бободжонов|Pulat Bobodschonow|بولات بوبوجونوف|Po‘lat Bobojonov|Polat Bobojonov
Jahongir Juraev|Juraev Jakhongir|Жаҳонгир Жўраев|Jahongir Jo‘rayev|Джахонгир Джураев|Djuraev Jakhongir|جهانغير جورائيف
Damir Saginbayev|Дамир Сагынбаев|Damir Saginbaev|دامير ساغينباييف|Damir Saginbajew
Usbekistan|Uzbekistan|O‘zbekiston|أوزبكستان|Узбекистан|Ўзбекистон|Ouzbékistan
Taschkent|Toshkent|طشقند|Ташкент|Tashkent|Тошкент|Tachkent
Kirgisistan|Qirg‘iziston|Кыргызстан|Kyrgyzstan|قيرغيزستان|قرغيزستان|Қирғизистон
Tadschikistan|Tojikiston|Таджикистан|Tajikistan|طاجيكستان|Тоҷикистон
Turkmenistan|Туркменистан|تركمانستان|Turkmaniston|Turkménistan
Kasachstan|Kazakhstan|Qozog‘iston|كازاخستان|Казахстан|Қазақстан
Aserbaidschan|Azerbaijan|Азербайджан|أذربيجان|Ozarbayjon|Azərbaycan
Afghanistan|أفغانستان|Афганистан|Afg‘oniston|Афғонистон
Schanghai|Shanghai|شنغهاي|Шанхай
Bischkek|Bishkek|Бишкек|بيشكيك
Samarkand|Samarqand|سمرقند|Самарканд|Самарқанд
Buchara|Bukhara|Buxoro|Бухара|بخارى|Бухоро
Moskau|Moscow|Москва|موسكو|Moskva
Xi Jinping|شي جين بينغ|Си Цзиньпин|شى جين بينج
Wladimir Putin|Vladimir Putin|Владимир Путин|فلاديمير بوتين|Vladimir Poutine
Sergei Lavrov|Сергей Лавров|سيرغي لافروف|Sergej Lawrow|Sergey Lavrov
Recep Tayyip Erdoğan|Реджеп Тайип Эрдоган|رجب طيب أردوغان|Recep Tayyip Erdogan
Qassym-Jomart Tokayev|Касым-Жомарт Токаев|Қасым-Жомарт Тоқаев|قاسم جومارت توكاييف|Kassym-Schomart Tokajew
Emomali Rahmon|Эмомали Рахмон|Эмомалӣ Раҳмон|إمام علي رحمن|Emomali Rachmon
Sadyr Japarov|Садыр Жапаров|صادير جاباروف|Sadyr Dschaparow|Sadir Japarov
Abdel Fattah el-Sisi|عبد الفتاح السيسي|Абдель Фаттах ас-Сиси|Abdelfattah Al-Sisi
António Guterres|Антониу Гутерриш|أنطونيو غوتيريش|Antonio Guterres
Volodymyr Zelenskyy|Володимир Зеленський|Владимир Зеленский|فولوديمير زيلينسكي|Wolodymyr Selenskyj
Li Qiang|Ли Цян|لي تشيانغ
Wang Yi|Ван И|وانغ يي
Zhang Ming|Чжан Мин|تشانغ مينغ
Olaf Scholz|Олаф Шольц|أولاف شولتس
Emmanuel Macron|Эммануэль Макрон|إيمانويل ماكرون
Narendra Modi|Нарендра Моди|ناريندرا مودي
Ilham Aliyev|Ильхам Алиев|إلهام علييف|İlham Əliyev|Ilham Aliyew
Alexander Lukaschenko|Александр Лукашенко|ألكسندر لوكاشينكو|Alexander Lukashenko
Trần Quốc Tỏ|Tran Quoc To|Чан Куок То|تران كوك تو
Hồ Chí Minh|Ho Chi Minh|Хо Ши Мин|هو تشي منه
Tô Lâm|To Lam|То Лам|تو لام
Hà Nội|Hanoi|Ханой|هانوي
Việt Nam|Vietnam|Вьетнам|فيتنام|Vyetnam
Kairo|Cairo|Каир|القاهرة|Qohira
Iran|إيران|Иран|Eron|Эрон
Irak|Iraq|العراق|Ирак|Iroq
Teheran|Tehran|طهران|Тегеран|تهران
Washington|واشنطن|Вашингтон|Vashington
Interpol|Интерпол|الإنتربول|INTERPOL
Muhammad bin Salman|محمد بن سلمان|Мухаммед бин Салман|Mohammed bin Salman
Mohammed bin Zayed|محمد بن زايد|Мухаммед ибн Заид
Karimov Islom|Islam Karimov|Ислам Каримов|إسلام كريموف|Islom Karimov|Islam Karimow
Abdulaziz Komilov|Абдулазиз Камилов|عبد العزيز كاملوف|Abdulaziz Kamilov
Bakhtiyor Saidov|Бахтиёр Саидов|بختيار سعيدوف|Baxtiyor Saidov|Bachtijor Saidow
Pekin|Peking|Пекин|بكين
Kabul|Кабул|كابول|كابل|Qobul
Dushanbe|Duschanbe|Душанбе|دوشنبه|دوشانبي
Aschgabat|Ashgabat|Ашхабад|عشق آباد|Ashxobod
Xorazm|Хорезм|خوارزم|Khorezm|Choresm
Farg‘ona|Fergana|Фергана|فرغانة|Фарғона
Andijon|Andijan|Андижан|أنديجان|Андижон
Namangan|Наманган|نمنغان|نامانغان
王小洪
越南
Sirojiddin Muhriddin|Сироджиддин Мухриддин|سراج الدين مهر الدين|Сироҷиддин Муҳриддин
Kamchybek Tashiev|Камчыбек Ташиев|كامتشيبيك تاشييف|Kamtschybek Taschijew
Nikolai Patrushev|Николай Патрушев|نيكولاي باتروشيف|Nikolai Patruschew
Sergei Shoigu|Сергей Шойгу|سيرغي شويغو|Sergej Schoigu
Alexander Bortnikov|Александр Бортников|ألكسندر بورتنيكوف|Alexander Bortnikow
Wladimir Kolokolzew|Vladimir Kolokoltsev|Владимир Колокольцев|فلاديمير كولوكولتسيف
Zhao Kezhi|Чжао Кэчжи|تشاو كه تشي
Guo Shengkun|Го Шэнкунь|قوه شنغ كون
Chen Wenqing|Чэнь Вэньцин|تشن ون تشينغ
Qin Gang|Цинь Ган|تشين قانغ
Ban Ki-moon|Пан Ги Мун|بان كي مون
Nursultan Nazarbayev|Нурсултан Назарбаев|نور سلطان نزارباييف|Nursultan Nasarbajew
Gurbanguly Berdimuhamedow|Гурбангулы Бердымухамедов|قربان قولي بردي محمدوف|Gurbanguly Berdimuhamedov
Almaty|Алматы|ألماتي|Алматы
Astana|Астана|أستانا|Ostona
Odessa|Одесса|أوديسا|Odesa|Одеса
Kharkiv|Харків|خاركيف|Charkiw
Tiflis|Tbilisi|Тбилиси|تبليسي
Baku|Баку|باكو|Boku
Eriwan|Yerevan|Ереван|يريفان
Damaskus|Damascus|Дамаск|دمشق
Bagdad|Baghdad|Багдад|بغداد|Bag‘dod
Riad|Riyadh|Эр-Рияд|الرياض
Abu Dhabi|Абу-Даби|أبوظبي|Abu-Dabi
Kuwait|Кувейт|الكويت|Quvayt
Katar|Qatar|Катар|قطر
Doha|Доха|الدوحة
Ankara|Анкара|أنقرة|Anqara
Istanbul|Стамбул|إسطنبول|İstanbul
Urumqi|Урумчи|أورومتشي|Ürümqi
Chongqing|Чунцин|تشونغتشينغ
Guangzhou|Гуанчжоу|قوانغتشو
Xinjiang|Синьцзян|شينجيانغ|Shinjon
Hu Jintao|Ху Цзиньтао|هو جين تاو
Hassan Rouhani|Хасан Рухани|حسن روحاني|Hassan Rohani|Hasan Ruhoniy
Ebrahim Raisi|Эбрахим Раиси|إبراهيم رئيسي|ابراهیم رئیسی
Masoud Pezeshkian|Масуд Пезешкиан|مسعود بزشكيان|مسعود پزشکیان
Bashar al-Assad|Башар Асад|بشار الأسد|Baschar al-Assad
Sameh Shoukry|Самех Шукри|سامح شكري|Samih Schukri
Ahmed Aboul Gheit|Ахмед Абуль Гейт|أحمد أبو الغيط|Ahmed Abul Gheit
Phạm Minh Chính|Pham Minh Chinh|Фам Минь Тинь|فام مينه تشينه
Nguyễn Phú Trọng|Nguyen Phu Trong|Нгуен Фу Чонг|نغوين فو ترونغ
Lương Tam Quang|Luong Tam Quang|Лыонг Там Куанг|لونغ تام كوانغ
Akmal Saidov|Акмал Саидов|أكمل سعيدوف|Akmal Saidow
Bahodir Qurbonov|Баҳодир Қурбонов|Баходир Курбанов|بهادر قربانوف|Bachodir Kurbanow
Ikhtiyor Abdullaev|Ихтиёр Абдуллаев|اختيار عبد اللهييف|Ixtiyor Abdullayev
Otabek Umarov|Отабек Умаров|أوتابيك عمروف
Saida Mirziyoyeva|Саида Мирзиёева|سعيدة ميرضيائيفا|Saida Mirsijojewa
Zafar Hojiyev|Зафар Ҳожиев|Зафар Ходжиев|ظفر حاجييف
Rustam Minnikhanov|Рустам Минниханов|رستم مينيخانوف|Rustam Minnichanow
Abdulla Aripov|Абдулла Арипов|عبد الله أريبوف|Abdulla Oripov|Абдулла Орипов|Abdulla Aripow
Sodiq Safoyev|Садык Сафаев|صادق صفاييف|Sadyk Safajew|Sodyq Safoev
Tanzila Narbaeva|Танзила Нарбаева|تنزيلة نارباييفا|Tanzila Norboyeva|Танзила Норбаева
Vladimir Norov|Владимир Норов|فلاديمير نوروف|Wladimir Norow
Ruslan Mirzaev|Руслан Мирзаев|رسلان ميرزاييف|Ruslan Mirzayev
Rashid Meredov|Рашид Мередов|رشيد ميريدوف|Raschid Meredow|Raşit Meredow
Dmitri Medwedew|Dmitry Medvedev|Дмитрий Медведев|دميتري ميدفيديف
Alexander Bastrykin|Александр Бастрыкин|ألكسندر باستريكين|Aleksandr Bastrykin
Igor Krasnov|Игорь Краснов|إيغور كراسنوف|Igor Krasnow
Zhang Hanhui|Чжан Ханьхуэй|تشانغ هان هوي
Zhao Lijian|Чжао Лицзянь|تشاو ليجيان|Zhao Li Jian
Meng Jianzhu|Мэн Цзяньчжу|منغ جيان تشو
Yang Jiechi|Ян Цзечи|يانغ جيه تشي
Sun Lijun|Сунь Лицзюнь|سون لي جون
Wu Qian|У Цянь|وو تشيان
Shi Taifeng|Ши Тайфэн|شي تايفنغ
Mahmud Abbas|Mahmoud Abbas|Махмуд Аббас|محمود عباس
Mustafa Madbouly|Мустафа Мадбули|مصطفى مدبولي|Mostafa Madbouly|Mustafa Madbuli
Badr Abdelatty|Бадр Абделати|بدر عبد العاطي|Badr Abdel Aati
Yahya Sinwar|Яхья Синвар|يحيى السنوار|Jahja Sinwar
Hasan Nasrallah|Hassan Nasrallah|Хасан Насралла|حسن نصر الله
Nuri al-Maliki|Нури аль-Малики|نوري المالكي|Nouri al-Maliki
Abdelmadjid Tebboune|Абдельмаджид Теббун|عبد المجيد تبون|Abdelmajid Tebboune
Kais Saied|Каис Саид|قيس سعيد|Qais Saied
Ali Chamenei|Ali Khamenei|Али Хаменеи|علي خامنئي|Ali Xomanaiy
Mohammad Dschawad Sarif|Mohammad Javad Zarif|Мохаммад Джавад Зариф|محمد جواد ظريف
Angela Merkel|Ангела Меркель|أنغيلا ميركل|أنجيلا ميركل
Frank-Walter Steinmeier|Франк-Вальтер Штайнмайер|فرانك فالتر شتاينماير
Joe Biden|Джо Байден|جو بايدن|Jo Bayden
Donald Trump|Дональд Трамп|دونالد ترامب|Donald Tramp
Ihor Klymenko|Ігор Клименко|Игорь Клименко|إيغور كليمينكو|Ihor Klymenko
Phan Văn Giang|Phan Van Giang|Фан Ван Зянг|فان فان جيانغ
Vương Đình Huệ|Vuong Dinh Hue|Выонг Динь Хюэ|فونغ دينه هوي
Đà Nẵng|Da Nang|Дананг|دا نانغ|Danang
Hải Phòng|Hai Phong|Хайфон|هاي فونغ|Haiphong
Nukus|Нукус|نوكوس|Nókis
Qarshi|Karschi|Карши|قرشي|Қарши|Karshi
Termez|Termiz|Термез|ترمذ|Термиз|Termes
Jizzax|Джизак|جيزاخ|Jizzakh|Dschisach|Жиззах
Navoiy|Навои|نوائي|Navoi|Навоий|Nawoi
Chirchiq|Чирчик|تشيرتشيك|Chirchik|Tschirtschik
Surxondaryo|Сурхандарья|سرخندريا|Surkhandarya|Surchandarja
Osh|Ош|أوش|Osch
Jalalabad|Джалал-Абад|جلال آباد|Dschalalabad|Jalolobod
Issyk-Kul|Иссык-Куль|إيسيك كول|Issykköl
Kandahar|Кандагар|قندهار|Qandahor
Aleppo|Алеппо|حلب
Alexandria|Александрия|الإسكندرية|Alexandrien
Islamabad|Исламабад|إسلام آباد|Islomobod
Jakarta|Джакарта|جاكرتا|Dschakarta
Ulaanbaatar|Улан-Батор|أولان باتور|Ulan-Bator
Kasan|Kazan|Казань|قازان|Qozon
Sankt Petersburg|Санкт-Петербург|سانت بطرسبرغ|Sankt-Peterburg|Saint Petersburg
Wladiwostok|Vladivostok|Владивосток|فلاديفوستوك
Kashgar|Кашгар|كاشغر|Kaschgar|Qashqar
Guangxi|Гуанси|قوانغشي|Guangksi
Sichuan|Сычуань|سيتشوان
Tianjin|Тяньцзинь|تيانجين
李强
公安部
";
