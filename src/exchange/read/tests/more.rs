//! What else a vote can tell, in every schema and every kind of file.

use std::io::BufRead;

use super::*;

/// Everything.
pub(super) fn all() -> Wanted {
    Wanted {
        voters: true,
        times: true,
        weights: true,
        categories: true,
        tagged_by: true,
        style: true,
        features: vec!["refusals".to_owned()],
        ids: true,
        reasons: true,
        latest_ms: None,
        unrated: true,
    }
}

/// A vote with everything, as a line.
pub(super) fn lines<R: BufRead>(mut reader: VoteReader<R>) -> Vec<String> {
    let mut lines = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        for row in 0..batch.places.len() {
            let voter = batch.voters[row].map(|voter| reader.voters().get(voter).unwrap());
            let tag = |tag: &u32| reader.categories().get(*tag).unwrap();
            let mut tags: Vec<&str> = batch.categories.of(row).iter().map(tag).collect();
            tags.sort_unstable();
            let features = batch.features.iter();
            let features: Vec<String> = features
                .map(|sides| format!("{}:{}", sides[0][row], sides[1][row]))
                .collect();
            lines.push(format!(
                "{} {} {} {} [{}] {} {}",
                batch.ids.of(row),
                voter.unwrap_or("-"),
                batch.times_ms[row].map_or("-".to_owned(), |time| time.to_string()),
                batch.weights[row],
                tags.join(" "),
                features.join(" "),
                batch.unrated[row]
                    .as_ref()
                    .map_or("rated".to_owned(), ToString::to_string),
            ));
        }
        for (place, skip) in batch.skipped {
            lines.push(format!("{place}: {skip}"));
        }
    }
    lines
}

fn read(text: &str) -> Vec<String> {
    lines(VoteReader::open(text.as_bytes(), None, &all()).unwrap())
}

#[test]
fn agons_own_votes_tell_everything() {
    let csv = "seq,battle,time,model_a,model_b,choice,voter,categories,state,reason,\
               chars_a,chars_b,headers_a,headers_b,lists_a,lists_b,bold_a,bold_b,refusals_a,refusals_b,weight\n\
               1,b1,2023-11-14T22:13:20.250Z,x,y,a,v1,coding;math;coding,rated,,10,20,1,2,3,4,5,6,0.5,1,2\n\
               2,b2,2023-11-14T22:13:21Z,x,y,a,v2,,unrated,identity_leak,1,2,0,0,0,0,0,0,,x,\n\
               3,b3,,x,y,a,,,rated,,,,,,,,,,,,-1\n\
               4,b4,,x,y,a,,,rated,,,,,,,,,,,,heavy\n";
    let want = [
        "b1 v1 1700000000250 2 [coding math] 10:20 1:2 3:4 5:6 0.5:1 rated",
        "b2 v2 1700000001000 1 [] 1:2 0:0 0:0 0:0 NaN:NaN unrated: identity_leak",
        "4: weight is no number from 0 on",
        "5: weight is no number from 0 on",
    ];
    assert_eq!(read(csv), want);
    let json = r#"{"seq":1,"battle":"b1","time":"2023-11-14T22:13:20.250Z","model_a":"x","model_b":"y","choice":"a","voter":"v1","categories":["coding","math"],"state":"rated","reason":null,"chars_a":10,"chars_b":20,"headers_a":1,"headers_b":2,"lists_a":3,"lists_b":4,"bold_a":5,"bold_b":6,"refusals_a":0.5,"refusals_b":1,"weight":2}"#;
    assert_eq!(read(json), want[..1]);
}

#[test]
fn lmarenas_records_are_looked_into() {
    let json = r#"{"question_id":"q","model_a":"x","model_b":"y","winner":"tie","anony":false,"judge":"arena_user_7","tstamp":1700000000.25,"language":"English","is_code":true,
        "category_tag":{"if_v0.1":{"if":true,"score":4},"math_v0.1":{"math":false},"criteria_v0.1":{"complexity":true,"creativity":true,"domain_knowledge":true,"problem_solving":true,"real_world":true,"specificity":true,"technical_accuracy":false}},
        "conv_metadata":{"sum_assistant_a_tokens":7,"sum_assistant_b_tokens":8,"header_count_a":{"h1":1,"h2":2},"header_count_b":{},"list_count_a":{"ordered":3,"unordered":4},"bold_count_b":{"**":5,"__":6},"turns":1}}"#;
    let want = "q arena_user_7 1700000000250 1 [coding english hard_prompts instruction_following] 7:8 3:NaN 7:NaN NaN:11 NaN:NaN \
                the models were not anonymous";
    assert_eq!(read(&json.replace('\n', " ")), [want]);
    // The same with the records as JSON in cells.
    let csv = "question_id,model_a,model_b,winner,language,category_tag,conv_metadata\n\
               q,x,y,tie,unknown,\"{\"\"math_v0.1\"\":{\"\"math\"\":true}}\",\"{\"\"sum_assistant_a_tokens\"\":7}\"\n\
               r,x,y,tie,,broken,{\n";
    let want = [
        "q - - 1 [math] 7:NaN NaN:NaN NaN:NaN NaN:NaN NaN:NaN rated",
        "r - - 1 [] NaN:NaN NaN:NaN NaN:NaN NaN:NaN NaN:NaN rated",
    ];
    assert_eq!(read(csv), want);
}

#[test]
fn short_columns_lists_and_bits_are_known_too() {
    let csv = "model_a,model_b,winner,tstamp,voter,len_a,len_b,head_a,head_b,list_a,list_b,bold_a,bold_b,cats\n\
               x,y,tie,1700000000,3,1,2,3,4,5,6,7,8,9223372036854775813\n";
    let want = "3 1700000000000 1 [cat0 cat2 cat63] 1:2 3:4 5:6 7:8 NaN:NaN rated";
    assert_eq!(read(csv), [format!(" {want}")]);
    let json = r#"{"model_a":"x","model_b":"y","winner":"tie","tstamp":1700000000,"judge":3,"style":[1,2,3,4,5,6,7,8],"cats":9223372036854775813}"#;
    assert_eq!(read(json), [format!(" {want}")]);
}

#[test]
fn other_schemas_name_voters_and_votes_in_their_own_way() {
    let llmfao = "id,prompt,model_x,model_y,worker,winner,left,right\n7,8,97,98,58,left,x,y\n";
    assert!(read(llmfao)[0].starts_with("7 58 - 1 []"));
    let comparia = "id,timestamp,model_a_name,model_b_name,chosen_model_name,both_equal,visitor_id,session_hash\n\
                    c,2024-10-15 09:00:00.5,x,y,x,False,,s\n";
    assert!(
        read(comparia)[0].starts_with("c s 1728982800500 1 []"),
        "{}",
        read(comparia)[0]
    );
}

#[test]
fn of_columns_that_tell_the_same_the_better_one_counts() {
    let keys = [r#""judge":"j""#, r#""voter":"v""#, r#""judge_hash":"h""#];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let keys = order.map(|one| keys[one]).join(",");
        let json = format!(r#"{{"model_a":"x","model_b":"y","winner":"tie",{keys}}}"#);
        assert!(read(&json)[0].starts_with(" v "), "{json}");
    }
    let json = r#"{"model_a":"x","model_b":"y","winner":"tie","voter":null,"judge":"j","len_a":3,"conv_metadata":{"sum_assistant_a_tokens":4}}"#;
    assert!(read(json)[0].starts_with(" j - 1 [] 3:NaN"));
}

#[test]
fn what_is_not_wanted_is_not_there() {
    let json = br#"{"model_a":"x","model_b":"y","winner":"tie","voter":"v","tstamp":1,"style":[1],"cats":1,"id":"i"}"#;
    let mut reader = VoteReader::open(&json[..], None, &Wanted::default()).unwrap();
    let batch = reader.next_batch().unwrap().unwrap();
    let bare = Batch {
        rows: 1,
        places: vec![1],
        models_a: vec![0],
        models_b: vec![1],
        choices: vec![Choice::Tie],
        ..Batch::default()
    };
    assert_eq!(batch, bare);
    assert!(reader.voters().is_empty() && reader.categories().is_empty());
    assert_eq!(reader.models().iter().collect::<Vec<_>>(), ["x", "y"]);
}
