//! Slow and endless answers, and what they hold while they last.

use super::*;

#[tokio::test]
async fn every_stage_has_its_patience() {
    let short =
        |timeouts: Timeouts| move |config: &mut config::Endpoint| config.timeouts = timeouts;
    let long = config("http://x").timeouts;
    let first = Timeouts {
        first_byte: ms(300),
        ..long.clone()
    };
    let idle = Timeouts {
        idle: ms(60),
        ..long.clone()
    };
    let total = Timeouts {
        total: ms(500),
        ..long
    };
    let silent = vec![Act::AwaitClose];
    let comments = vec![
        Act::Write(stream("")),
        Act::Repeat(b": wait\n\n".to_vec(), PAUSE),
    ];
    let roles =
        b"data: {\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"\"}}]}\n\n";
    let roles = vec![Act::Write(stream("")), Act::Repeat(roles.to_vec(), PAUSE)];
    for script in [silent, comments, roles] {
        let got = outcome(vec![script, full()], short(first.clone())).await;
        assert_eq!(got, (vec![Err(Fault::Timeout(Stage::FirstByte))], 1));
    }
    let stalled = vec![Act::Write(stream(TEXT)), Act::AwaitClose];
    let got = outcome(vec![stalled], short(idle.clone())).await.0;
    assert_eq!(got, [Ok(text("Hello")), Err(Fault::Timeout(Stage::Idle))]);
    let drip = vec![Act::Write(stream(TEXT)), Act::Repeat(b":".to_vec(), PAUSE)];
    let got = outcome(vec![drip], short(total)).await.0;
    assert_eq!(got, [Ok(text("Hello")), Err(Fault::Timeout(Stage::Total))]);
    let lingering = vec![Act::Write(stream(&[TEXT, END].concat())), Act::AwaitClose];
    assert_eq!(outcome(vec![lingering], short(idle)).await.0, hello());
    let reset = vec![Act::Write(stream(&[TEXT, END].concat())), Act::Reset];
    assert_eq!(outcome(vec![reset], |_| ()).await.0, hello());
}

#[tokio::test]
async fn endless_answers_are_cut_off() {
    let script = |flood: &str| {
        vec![
            Act::Write(stream(TEXT)),
            Act::Repeat(flood.as_bytes().to_vec(), Duration::ZERO),
        ]
    };
    let line = "x".repeat(10_000);
    let comments = format!(": {line}\n\n");
    for flood in [&line, TEXT, &comments] {
        let (deltas, requests) = outcome(vec![script(flood), full()], |_| ()).await;
        assert_eq!((deltas.last(), requests), (Some(&Err(Fault::TooLarge)), 1));
        let bytes: usize = deltas
            .iter()
            .map(|delta| {
                if let Ok(Delta::Text(text)) = delta {
                    text.len()
                } else {
                    0
                }
            })
            .sum();
        assert!(bytes <= 4096, "{bytes}");
    }
}

#[tokio::test]
async fn a_dropped_answer_closes_its_connection_and_frees_its_slot() {
    let talking = vec![Act::Write(stream(TEXT)), Act::AwaitClose];
    let silent = vec![Act::AwaitClose];
    let mut server = Fake::start(vec![talking, silent, full()]).await;
    let endpoint = build(&config(&server.base)).unwrap();
    let mut answer = ask(&endpoint);
    assert_eq!(answer.next().await, Some(Ok(text("Hello"))));
    server.log.recv().await.unwrap();
    drop(answer);
    assert_eq!(server.log.recv().await.unwrap(), "closed");
    let mut answer = ask(&endpoint);
    tokio::select! {
        _ = answer.next() => panic!("nothing was said"),
        request = server.log.recv() => assert!(request.unwrap().starts_with("POST")),
    }
    drop(answer);
    assert_eq!(server.log.recv().await.unwrap(), "closed");
    // There is one slot only.
    assert_eq!(all(&endpoint).await, hello());
}

#[tokio::test]
async fn an_ended_answer_holds_no_slot_and_a_running_one_does() {
    let server = Fake::start(vec![
        full(),
        vec![Act::Write(stream(TEXT)), Act::AwaitClose],
    ])
    .await;
    let mut config = config(&server.base);
    config.timeouts.first_byte = ms(1000);
    let endpoint = build(&config).unwrap();
    let mut ended = ask(&endpoint);
    assert_eq!(
        [ended.next().await.unwrap(), ended.next().await.unwrap()],
        *hello()
    );
    let mut running = ask(&endpoint);
    assert_eq!(running.next().await, Some(Ok(text("Hello"))));
    assert_eq!(all(&endpoint).await, [Err(Fault::Timeout(Stage::Slot))]);
    assert_eq!(ended.next().await, None);
}
