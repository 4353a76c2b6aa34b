"""Sentences with the event that each tells: its trigger in [ ], then code, mode, modality and who takes part.

Names stand in < >: persons, with o: bodies, with l: places; an ending is parted by a hyphen. Behind the sentence
`a` are the agents, `p` the patients, `w` the partners; who is not named has no place there.
"""

import pytest
import regex

from shutro.annotate.events import find_events
from shutro.model import Event, MentionKind, Span
from shutro.text.normalize import normalize
from test_events import doc_of

TABLE = """
<রহিম> আগামী মাসে <l:নেপাল> [সফর করবেন]। = CONSULT/visit planned a=রহিম
<রহিম-ের> <l:নেপাল> [সফর শেষ হয়েছে]। = CONSULT/visit asserted a=রহিম
<রহিম> ঢাকায় <করিম-ের> সঙ্গে [বৈঠক করেছেন]। = CONSULT/meet asserted a=রহিম w=করিম
<রহিম> ও <করিম> বিকেলে [বৈঠক করবেন]। = CONSULT/meet planned a=রহিম,করিম
<রহিম-ের> সঙ্গে <করিম-ের> [ফোনালাপ হয়েছে]। = CONSULT/phone-call asserted a=করিম w=রহিম
<l:নেপাল> ও <l:ভুটান-ের> মধ্যে [চুক্তি সই হয়েছে]। = AGREE/sign-agreement asserted a=নেপাল,ভুটান
<রহিম> <করিম-কে> [আমন্ত্রণ জানিয়েছেন]। = REQUEST/invite asserted a=রহিম p=করিম
<করিম> <রহিম-ের> কাছ থেকে [আমন্ত্রণ পেয়েছেন]। = REQUEST/invite asserted a=রহিম p=করিম
<রহিম> নতুন হাসপাতাল [পরিদর্শন করেন]। = CONSULT/inspect asserted a=রহিম
<রহিম> <করিম-কে> ফুল দিয়ে [স্বাগত জানান]। = SUPPORT/welcome asserted a=রহিম p=করিম
<o:আলোর দিশা> বন্যার্তদের মধ্যে [ত্রাণ বিতরণ করেছে]। = AID/relief asserted a=আলোর দিশা
<o:জাতিসংঘ> <l:নেপাল-কে> [সহায়তা দেবে]। = AID/help planned a=জাতিসংঘ p=নেপাল
<l:নেপাল> <o:জাতিসংঘ-ের> কাছ থেকে [সহায়তা পেয়েছে]। = AID/help asserted a=জাতিসংঘ p=নেপাল
<l:চীন> <l:নেপাল-কে> [ঋণ দিয়েছে]। = AID/grant asserted a=চীন p=নেপাল
<রহিম> <করিম-কে> একটি ছবি [উপহার দেন]। = AID/gift asserted a=রহিম p=করিম
<রহিম> ও <করিম> একে অপরকে বই [উপহার দেন]। = AID/gift asserted a=রহিম,করিম p=রহিম,করিম
<l:ভারত> <l:নেপাল-কে> [স্বীকৃতি দিয়েছে]। = SUPPORT/recognize asserted a=ভারত p=নেপাল
<রহিম> <করিম-ের> কাজের [প্রশংসা করেন]। = SUPPORT/praise asserted a=রহিম p=করিম
<রহিম-ের> মৃত্যুতে <করিম> [শোক প্রকাশ করেছেন]। = SUPPORT/condole asserted a=করিম
<রহিম> বিজয়ী <করিম-কে> [অভিনন্দন জানিয়েছেন]। = SUPPORT/congratulate asserted a=রহিম p=করিম
<o:নদী রক্ষা মঞ্চ> <রহিম-কে> [সংবর্ধনা দিয়েছে]। = SUPPORT/welcome asserted a=নদী রক্ষা মঞ্চ p=রহিম
<রহিম> এবার সাহিত্যে [পুরস্কার পেয়েছেন]। = SUPPORT/award asserted p=রহিম
<o:জাতিসংঘ> <l:নেপাল-কে> সংযত থাকার [আহ্বান জানিয়েছে]। = REQUEST/call-for asserted a=জাতিসংঘ p=নেপাল
<l:নেপাল> বন্দি ফেরাতে <l:ভারত-ের> [সহযোগিতা চেয়েছে]। = REQUEST/request-help asserted a=নেপাল p=ভারত
<রহিম> আদালতে [আবেদন করবেন]। = REQUEST/apply planned a=রহিম
<রহিম> কর্মকর্তাদের দ্রুত কাজের [নির্দেশ দেন]। = REQUEST/instruct asserted a=রহিম
<রহিম-ের> বিরুদ্ধে দুর্নীতির [অভিযোগ উঠেছে]। = ACCUSE/accuse asserted p=রহিম
<রহিম> <করিম-ের> বিরুদ্ধে [মামলা করেছেন]। = ACCUSE/file-case asserted a=রহিম p=করিম
<l:নেপাল> <l:ভারত-ের> রাষ্ট্রদূতকে [তলব করেছে]। = ACCUSE/summon asserted a=নেপাল
<o:জাতিসংঘ> ওই হামলার [নিন্দা জানিয়েছে]। = ACCUSE/condemn asserted a=জাতিসংঘ
<রহিম> <করিম-ের> কড়া [সমালোচনা করেন]। = ACCUSE/criticize asserted a=রহিম p=করিম
<o:জাতিসংঘ> পরিস্থিতি নিয়ে [উদ্বেগ প্রকাশ করেছে]। = ACCUSE/express-concern asserted a=জাতিসংঘ
<রহিম> <করিম-কে> এ ঘটনার জন্য [দায়ী করেছেন]। = ACCUSE/blame asserted a=রহিম p=করিম
<রহিম> অভিযোগ [অস্বীকার করেছেন]। = REJECT/deny asserted a=রহিম
<l:নেপাল> প্রস্তাবটি [প্রত্যাখ্যান করেছে]। = REJECT/reject asserted a=নেপাল
<l:রাশিয়া> প্রস্তাবে [ভেটো দিয়েছে]। = REJECT/oppose asserted a=রাশিয়া
<o:নদী রক্ষা মঞ্চ> প্রকল্পের [বিরোধিতা করছে]। = REJECT/oppose asserted a=নদী রক্ষা মঞ্চ
সীমান্তে <o:রক্ষী বাহিনী-র> [গুলিতে] এক কৃষক মারা যান। = ASSAULT/shoot asserted a=রক্ষী বাহিনী
শহরটি [দখল করেছে] বিদ্রোহী <o:পাহাড়ি ফৌজ> (পাফৌ)। = ASSAULT/occupy asserted a=পাহাড়ি ফৌজ
<o:ত্রাণ সমিতি-র> পক্ষ থেকে [খাবার বিতরণ করা হয়]। = AID/feed asserted a=ত্রাণ সমিতি
<l:ভারত> <l:নেপাল-ের> ওপর [নিষেধাজ্ঞা আরোপ করেছে]। = SANCTION/sanction asserted a=ভারত p=নেপাল
<l:ভারত> পেঁয়াজে [শুল্ক আরোপ করেছে]। = SANCTION/tariff asserted a=ভারত
<o:সবুজ দল> <রহিম-কে> [বহিষ্কার করেছে]। = SANCTION/expel asserted a=সবুজ দল p=রহিম
<রহিম-কে> [সাময়িক বরখাস্ত করা হয়েছে]। = SANCTION/suspend asserted p=রহিম
<রহিম> <করিম-কে> প্রাণনাশের [হুমকি দিয়েছেন]। = THREATEN/threaten asserted a=রহিম p=করিম
<o:শ্রমিক জোট> কাল থেকে [ধর্মঘট ডেকেছে]। = PROTEST/strike asserted a=শ্রমিক জোট
<o:ছাত্র মঞ্চ> প্রেসক্লাবের সামনে [মানববন্ধন করেছে]। = PROTEST/demonstrate asserted a=ছাত্র মঞ্চ
<o:ছাত্র মঞ্চ> মহাসড়ক [অবরোধ করে রাখে]। = PROTEST/blockade asserted a=ছাত্র মঞ্চ
<o:সবুজ দল> আগামীকাল [হরতাল ডেকেছে]। = PROTEST/strike asserted a=সবুজ দল
শিক্ষার্থীরা হলের সামনে [বিক্ষোভ করেন]। = PROTEST/demonstrate asserted
<o:সবুজ দল> [ভোট বর্জন করবে]। = PROTEST/boycott planned a=সবুজ দল
<l:ভারত> উত্তর সীমান্তে সেনা [মোতায়েন করেছে]। = MOBILIZE/deploy asserted a=ভারত
<l:ইরান> নতুন [ক্ষেপণাস্ত্র পরীক্ষা চালিয়েছে]। = MOBILIZE/test-weapon asserted a=ইরান
পুলিশ <রহিম-কে> [গ্রেপ্তার করেছে]। = COERCE/arrest asserted p=রহিম
<রহিম-কে> রাতে [গ্রেপ্তার করা হয়]। = COERCE/arrest asserted p=রহিম
<রহিম> শুক্রবার [গ্রেপ্তার হন]। = COERCE/arrest asserted p=রহিম
<o:র‍্যাব> <রহিম-কে> ঢাকা থেকে [আটক করেছে]। = COERCE/arrest asserted a=র‍্যাব p=রহিম
চাঁদাবাজির মামলায় <রহিম> [গ্রেপ্তার]। = COERCE/arrest asserted p=রহিম
[গ্রেপ্তার] <রহিম> কারাগারে আছেন। = COERCE/arrest asserted p=রহিম
আদালত <রহিম-ের> পাঁচ দিনের [রিমান্ড মঞ্জুর করেছেন]। = COERCE/remand asserted p=রহিম
আদালত <রহিম-কে> সাত বছরের [কারাদণ্ড দিয়েছেন]। = COERCE/sentence asserted p=রহিম
<রহিম-কে> [কারাগারে পাঠানো হয়েছে]। = COERCE/imprison asserted p=রহিম
হাইকোর্ট <রহিম-কে> [জামিন দিয়েছেন]। = CONCEDE/release asserted p=রহিম
<রহিম> ছয় মাস পর [জামিন পেয়েছেন]। = CONCEDE/release asserted p=রহিম
মামলা থেকে <রহিম> [খালাস পেয়েছেন]। = CONCEDE/acquit asserted p=রহিম
পুলিশ <রহিম-ের> বাড়িতে [অভিযান চালায়]। = COERCE/raid asserted
গোয়েন্দারা <রহিম-কে> [জিজ্ঞাসাবাদ করছেন]। = COERCE/interrogate asserted p=রহিম
<রহিম-কে> রাতে [আদালতে তোলা হবে]। = COERCE/produce-in-court planned p=রহিম
<রহিম> আদালতে [আত্মসমর্পণ করেন]। = RETREAT/surrender asserted a=রহিম
আসামি <রহিম> এখনো [পলাতক]। = RETREAT/abscond asserted a=রহিম
<রহিম> দেশ ছেড়ে [পালিয়ে গেছেন]। = RETREAT/flee asserted a=রহিম
দুর্বৃত্তরা <রহিম-কে> [কুপিয়ে হত্যা করেছে]। = ASSAULT/kill asserted p=রহিম
<রহিম> নিজের বাড়িতে [খুন হন]। = ASSAULT/kill asserted p=রহিম
ছিনতাইকারীরা <রহিম-কে> [ছুরিকাঘাত করে]। = ASSAULT/stab asserted p=রহিম
<রহিম-ের> ওপর [হামলা চালায়] একদল যুবক। = ASSAULT/attack asserted p=রহিম
<রহিম-ের> বাড়িতে [হামলা হয়েছে]। = ASSAULT/attack asserted p=রহিম
<l:রাশিয়া> <l:ইউক্রেন-ে> [হামলা চালিয়েছে]। = ASSAULT/attack asserted a=রাশিয়া p=ইউক্রেন
<l:ইরান> <l:ইরাক-ে> ড্রোন [হামলা চালাতে পারে]। = ASSAULT/attack possible a=ইরান p=ইরাক
মিছিলে [গুলি চালিয়েছে] পুলিশ। = ASSAULT/shoot asserted
সীমান্তে <রহিম> [গুলিবিদ্ধ হয়েছেন]। = ASSAULT/shoot asserted p=রহিম
<রহিম-কে> বাড়ি থেকে [অপহরণ করা হয়েছে]। = ASSAULT/abduct asserted p=রহিম
দস্যুরা <করিম-কে> [জিম্মি করেছে]। = ASSAULT/hostage asserted p=করিম
দুর্বৃত্তরা দোকানে [আগুন দেয়]। = ASSAULT/arson asserted
কর্মীরা <রহিম-কে> [মারধর করেন]। = ASSAULT/beat asserted p=রহিম
দুই পক্ষের [সংঘর্ষে] দশজন আহত হয়েছেন। = ASSAULT/clash asserted
সড়ক দুর্ঘটনায় <রহিম> [নিহত হয়েছেন]। = OTHER/die asserted p=রহিম
[নিহত] <রহিম> গ্রামের স্কুলে পড়াতেন। = OTHER/die asserted p=রহিম
ট্রাকের ধাক্কায় <রহিম> [আহত হন]। = OTHER/injure asserted p=রহিম
হাসপাতালে <রহিম-ের> [মৃত্যু হয়েছে]। = OTHER/die asserted p=রহিম
<রহিম> সোমবার রাতে [মারা গেছেন]। = OTHER/die asserted p=রহিম
চিকিৎসক <রহিম-কে> [মৃত ঘোষণা করেন]। = OTHER/declare-dead asserted p=রহিম
নদী থেকে <রহিম-ের> [লাশ উদ্ধার করা হয়]। = OTHER/recover-body asserted p=রহিম
নৌকাডুবিতে <রহিম> [নিখোঁজ রয়েছেন]। = OTHER/go-missing asserted p=রহিম
ডুবুরিরা <রহিম-কে> [জীবিত উদ্ধার করেছেন]। = AID/rescue asserted p=রহিম
<রহিম-কে> হাসপাতালে [নেওয়া হয়েছে]। = AID/take-to-hospital asserted p=রহিম
<রহিম> ঢাকার একটি হাসপাতালে [চিকিৎসাধীন]। = OTHER/under-treatment asserted p=রহিম
<রহিম> সুস্থ হয়ে বাড়ি [ফিরেছেন]। = OTHER/return asserted a=রহিম
পাহাড়ি ঢলে গ্রামটি [প্লাবিত হয়েছে]। = OTHER/flood asserted
উপকূলে [ঘূর্ণিঝড়] আঘাত হানতে পারে। = OTHER/disaster asserted
ভোরে [ভূমিকম্প] অনুভূত হয়েছে। = OTHER/disaster asserted
কারখানায় [আগুন লেগেছে]। = OTHER/fire asserted
দমকলের চেষ্টায় [আগুন নিয়ন্ত্রণে আসে]। = OTHER/extinguish asserted
গ্যাসের সিলিন্ডার [বিস্ফোরিত হয়]। = OTHER/explode asserted
মহাসড়কে বাস [উল্টে যায়]। = OTHER/overturn asserted
সেতুটি মাঝখানে [ভেঙে পড়েছে]। = OTHER/collapse asserted
ট্রেনটি স্টেশনের কাছে [লাইনচ্যুত হয়]। = OTHER/crash asserted
ভাঙনে শতাধিক পরিবার [গৃহহীন হয়েছে]। = OTHER/displace asserted
রাতে নদীর [পানি বেড়েছে]। = OTHER/flood asserted
জেলায় [শৈত্যপ্রবাহ] বইছে। = OTHER/disaster asserted
রাতে [বৃষ্টি হতে পারে]। = OTHER/weather possible
সকালে [কুয়াশা পড়েছে]। = OTHER/weather asserted
প্রশাসন [আশ্রয়কেন্দ্র খুলেছে]। = AID/shelter asserted
কমিশন আজ [তফসিল ঘোষণা করবে]। = OTHER/announce-schedule planned
<রহিম> মেয়র [নির্বাচিত হয়েছেন]। = OTHER/elect asserted p=রহিম
<রহিম> রোববার [মনোনয়নপত্র জমা দেন]। = OTHER/nomination asserted a=রহিম
আগামী বছর [নির্বাচন হবে]। = OTHER/election planned
সকাল থেকে [ভোটগ্রহণ চলছে]। = OTHER/election asserted
<রহিম> আসনটিতে [প্রতিদ্বন্দ্বিতা করবেন]। = OTHER/contest planned a=রহিম
সংসদে বিলটি [পাস হয়েছে]। = AGREE/pass-proposal asserted
বিরোধীরা সংসদ থেকে [ওয়াকআউট করেন]। = PROTEST/walk-out asserted
<রহিম> মন্ত্রী হিসেবে [শপথ নিয়েছেন]। = OTHER/oath asserted a=রহিম
<রহিম> মন্ত্রিত্ব থেকে [পদত্যাগ করেছেন]। = CONCEDE/resign asserted a=রহিম
সরকার <রহিম-কে> সচিব পদে [নিয়োগ দিয়েছে]। = OTHER/appoint asserted p=রহিম
<রহিম-কে> চট্টগ্রামে [বদলি করা হয়েছে]। = OTHER/transfer asserted p=রহিম
<রহিম> কাল [সংবাদ সম্মেলন করবেন]। = OTHER/press-conference planned a=রহিম
<রহিম> জাতির উদ্দেশে [ভাষণ দেবেন]। = OTHER/speech planned a=রহিম
<রহিম> নতুন সেতু [উদ্বোধন করেন]। = OTHER/inaugurate asserted a=রহিম
<o:সবুজ দল> মাঠে [সমাবেশ করবে]। = OTHER/rally planned a=সবুজ দল
মন্ত্রণালয় [প্রজ্ঞাপন জারি করেছে]। = OTHER/publish asserted
আদালত আজ [রায় ঘোষণা করবেন]। = OTHER/ruling planned
মামলার [শুনানি শেষ হয়েছে]। = OTHER/hearing asserted
<রহিম> আদালতে [জবানবন্দি দেন]। = OTHER/testify asserted a=রহিম
হাইকোর্ট [রুল জারি করেছেন]। = OTHER/ruling asserted
পুলিশ ঘটনাটি [তদন্ত করছে]। = OTHER/investigate asserted
কমিটি কাল [প্রতিবেদন জমা দেবে]। = OTHER/publish planned
আদালত প্রতিষ্ঠানটিকে [জরিমানা করেছেন]। = OTHER/fine asserted
আদালত হিসাবটি [জব্দ করেছেন]। = COERCE/seize asserted
প্রশাসন অবৈধ দোকান [উচ্ছেদ করেছে]। = COERCE/evict asserted
<রহিম> থানায় [জিডি করেছেন]। = ACCUSE/file-police-report asserted a=রহিম
বাজারে ডিমের [দাম বেড়েছে]। = OTHER/price-change asserted
সপ্তাহে সোনার [দাম কমেছে]। = OTHER/price-change asserted
শেয়ারবাজারে [বড় দরপতন হয়েছে]। = OTHER/price-fall asserted
<o:মেঘনা ব্যাংক> সুদ [কমিয়েছে]। = OTHER/lower asserted a=মেঘনা ব্যাংক
<o:মেঘনা ব্যাংক> কৃষকদের [ঋণ দেবে]। = AID/grant planned
সরকার তিন জাহাজ [কিনেছে]। = AGREE/purchase asserted
কারখানাটি [বন্ধ হয়ে গেছে]। = OTHER/close asserted
কর্তৃপক্ষ তিন দিনের জন্য স্কুল [বন্ধ ঘোষণা করেছে]। = OTHER/close asserted
মালিক শ্রমিক [ছাঁটাই করেছেন]। = COERCE/dismiss asserted
কৃষকেরা ধান [বিক্রি করছেন]। = OTHER/sell asserted
অর্থমন্ত্রী সংসদে [বাজেট পেশ করেন]। = OTHER/budget asserted
ব্যাংকটি তিন কোটি টাকা [মুনাফা করেছে]। = OTHER/profit asserted
<o:মেঘনা ব্যাংক> বন্দরে [বিনিয়োগ করেছে]। = AID/invest asserted a=মেঘনা ব্যাংক
<o:মেঘনা ক্লাব> [শিরোপা জিতেছে]। = OTHER/win asserted a=মেঘনা ক্লাব
<l:নেপাল> <l:ভুটান-কে> তিন গোলে [হারিয়েছে]। = OTHER/win asserted a=নেপাল w=ভুটান
<l:নেপাল-কে> [হারিয়ে] ফাইনালে উঠেছে <l:ভারত>। = OTHER/defeat asserted a=ভারত w=নেপাল
<রহিম> [জোড়া গোল করেছেন]। = OTHER/score asserted a=রহিম
<রহিম> চার [উইকেট নেন]। = OTHER/wicket asserted a=রহিম
<রহিম> ক্যারিয়ারের দশম [সেঞ্চুরি করেন]। = OTHER/score asserted a=রহিম
<রহিম> আন্তর্জাতিক ক্রিকেট থেকে [অবসর নিয়েছেন]। = OTHER/retire asserted a=রহিম
দুই দলের ম্যাচটি [ড্র হয়েছে]। = OTHER/draw asserted
<l:ভারত> আগে [ব্যাটিং করবে]। = OTHER/bat-or-bowl planned a=ভারত
<রহিম> হাঁটুতে [চোট পেয়েছেন]। = OTHER/injure asserted p=রহিম
বোর্ড আজ [দল ঘোষণা করবে]। = OTHER/select-team planned
ছাত্রীরা কাল [পরীক্ষা দেবে]। = OTHER/exam planned
বোর্ড রোববার [ফল প্রকাশ করবে]। = OTHER/announce-result planned
বন্যায় স্কুলে [পাঠদান বন্ধ আছে]। = OTHER/classes asserted
শিশুদের [টিকা দেওয়া হয়]। = AID/vaccinate asserted
জেলায় ডেঙ্গুর [প্রাদুর্ভাব দেখা দিয়েছে]। = OTHER/outbreak asserted
রোগীর [অস্ত্রোপচার হয়েছে]। = OTHER/surgery asserted
কেন্দ্রটিতে [বিদ্যুৎ উৎপাদন শুরু হয়েছে]। = OTHER/generate-power asserted
শহরে সারা রাত [লোডশেডিং চলে]। = OTHER/power-cut asserted
<রহিম> রাতে ঢাকায় [পৌঁছেছেন]। = OTHER/arrive asserted a=রহিম
<রহিম> কাল দেশে [ফিরবেন]। = OTHER/return planned a=রহিম
<রহিম> ভোরে সিলেটের পথে [রওনা হন]। = OTHER/depart asserted a=রহিম
লঞ্চটি রাতে ঘাট [ছেড়ে যায়]। = OTHER/depart asserted
<রহিম> মঞ্চ [ত্যাগ করেন]। = OTHER/leave asserted a=রহিম
<রহিম> নতুন দলে [যোগ দিয়েছেন]। = OTHER/join asserted a=রহিম
ফেরি [চলাচল শুরু হয়েছে]। = OTHER/operate asserted
যাত্রীরা ঘাটে [অপেক্ষা করছেন]। = OTHER/wait asserted
মেলা কাল [শুরু হবে]। = OTHER/begin-or-end planned
প্রতিযোগিতাটি মাঠে [অনুষ্ঠিত হবে]। = OTHER/hold planned
ছবিটি শুক্রবার [মুক্তি পাবে]। = OTHER/release-film planned
<রহিম> শেষ বলে [জয় পেয়েছেন]। = OTHER/win asserted a=রহিম
গুজবটি দ্রুত [ছড়িয়ে পড়ে]। = OTHER/spread asserted
<রহিম> <করিম-ের> সঙ্গে [বৈঠকে বসেননি]। = CONSULT/meet asserted not a=রহিম w=করিম
<o:সবুজ দল> [সমাবেশ করবে না]। = OTHER/rally planned not a=সবুজ দল
<রহিম> [পদত্যাগ করেননি]। = CONCEDE/resign asserted not a=রহিম
<রহিম> [পদত্যাগ করতে পারেন]। = CONCEDE/resign possible a=রহিম
<রহিম> [পদত্যাগ করতে চান]। = CONCEDE/resign wished a=রহিম
<রহিম-ের> [পদত্যাগের] দাবি জানিয়েছে দলটি। = CONCEDE/resign requested a=রহিম
এলাকায় [সংঘর্ষের] আশঙ্কা রয়েছে। = ASSAULT/clash possible
<রহিম> [সফর করবেন] বলে জানা গেছে। = CONSULT/visit planned a=রহিম
আগামী মাসে <l:চীন> [সফরে যাচ্ছেন] <রহিম>। = CONSULT/visit asserted a=রহিম
<রহিম-ের> নেতৃত্বে প্রতিনিধিদল <o:মেঘনা ব্যাংক> [পরিদর্শন করে]। = CONSULT/inspect asserted a=রহিম p=মেঘনা ব্যাংক
<রহিম> যদি [আবেদন করেন], শুনানি হবে। = REQUEST/apply possible a=রহিম
চুরির অভিযোগে <রহিম-কে> [আটক করে] গ্রামবাসী। = COERCE/arrest asserted p=রহিম
<l:নেপাল> <l:ভারত-ের> হামলার [নিন্দা করেনি]। = ACCUSE/condemn asserted not a=নেপাল
<রহিম> [ক্ষমা চেয়েছেন] <করিম-ের> কাছে। = CONCEDE/apologize asserted a=রহিম
<o:মেঘনা ক্লাব-ের> বিপক্ষে [জয়] সবুজ সংঘের = OTHER/win asserted w=মেঘনা ক্লাব
[জয়] <l:নেপাল-ের> = OTHER/win asserted a=নেপাল
প্রস্তাব [নাকচ] <l:রাশিয়া-র>। = REJECT/reject asserted a=রাশিয়া
<l:ভারত> আসামিকে আশ্রয় দেওয়ায় [উদ্বেগ প্রকাশ করে] <l:নেপাল>। = ACCUSE/express-concern asserted a=নেপাল
<রহিম> কারখানা [ঘুরে দেখেন] এবং শ্রমিকদের সঙ্গে কথা বলেন। = CONSULT/inspect asserted a=রহিম
<রহিম> শহীদ মিনারে [শ্রদ্ধা নিবেদন করেন]। = SUPPORT/pay-tribute asserted a=রহিম
<o:জাতিসংঘ> মহাসচিব যুদ্ধ বন্ধের [আহ্বান জানান]। = REQUEST/call-for asserted a=জাতিসংঘ
<l:নেপাল-ের> পররাষ্ট্রমন্ত্রী <রহিম> <করিম-ের> সঙ্গে [সাক্ষাৎ করেছেন]। = CONSULT/meet asserted a=রহিম w=করিম
সভায় [সভাপতিত্ব করেন] অধ্যাপক <রহিম>। = CONSULT/moderate asserted a=রহিম
অনুষ্ঠানে [উপস্থিত ছিলেন] <রহিম>, অধ্যাপক <করিম> ও <সালাম>। = CONSULT/attend asserted a=রহিম,করিম,সালাম
<রহিম>, <করিম> ও <সালাম> মেলায় [অংশ নেন]। = OTHER/take-part asserted a=রহিম,করিম,সালাম
পুলিশ <রহিম> ও <করিম-কে> [আটক করেছে]। = COERCE/arrest asserted p=রহিম,করিম
<রহিম-সহ> তিনজনকে [গ্রেপ্তার করেছে] পুলিশ। = COERCE/arrest asserted p=রহিম
<রহিম-কে> গুলি করে [পালিয়ে যায়] দুর্বৃত্তরা। = RETREAT/flee asserted
<o:মেঘনা ব্যাংক-ের> চেয়ারম্যান [পদত্যাগ করেছেন]। = CONCEDE/resign asserted a=মেঘনা ব্যাংক
মাঠে দুই পক্ষের [সংঘর্ষ হয়]। = ASSAULT/clash asserted
পরিষদের সভায় মেলা নিয়ে [সিদ্ধান্ত হয়েছে]। = AGREE/resolve asserted
<রহিম> আন্দোলন আপাতত [স্থগিত করেছেন]। = CONCEDE/suspend-protest asserted a=রহিম
কর বাড়ানোর সিদ্ধান্ত [বাতিল করেছে] <o:মেঘনা ক্লাব>। = RETREAT/revoke asserted a=মেঘনা ক্লাব
"""
KINDS: dict[str, MentionKind] = {"o": "ORG", "l": "LOC"}
NAME = regex.compile(r"<(?:([lo]):)?([^>]+)>")
ROWS = [tuple(line.rsplit(" = ", 1)) for line in normalize(TABLE).strip().split("\n")]


def test_the_table_is_long_enough_to_tell_something() -> None:
    assert len(set(ROWS)) >= 200


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=range(len(ROWS)))
def test_a_sentence_tells_its_event(sentence: str, expected: str) -> None:
    names = [(name[2], KINDS.get(name[1], "PER")) for name in NAME.finditer(sentence)]
    marked = NAME.sub(lambda name: name[2].replace("-", "", 1), sentence)
    before, _, rest = marked.partition("[")
    doc = doc_of(marked.replace("[", "").replace("]", ""), *names)
    trigger = Span(len(before), len(before) + rest.index("]"))
    lemmas = {mention.span: mention.lemma for mention in doc.mentions}
    (event,) = (event for event in find_events(doc) if event.trigger == trigger)
    assert told(event, lemmas) == expected


def told(event: Event, lemmas: dict[Span, str]) -> str:
    parts = [f"{event.code}/{event.mode}", event.modality, *(["not"] if event.polarity == "-" else [])]
    for letter, players in (("a", event.agents), ("p", event.patients), ("w", event.partners)):
        parts += [f"{letter}=" + ",".join(lemmas[span] for span in players)] if players else []
    return " ".join(parts)
