select json_build_object(
  'answer', 42, 'describe', 'plain 1', 'boxed', 'plain 2 in a box', 'whole', '3 in a box', 'describeDay', 'the day 2024-02-29',
  'longest', 'ccc', 'longestOfNone', null, 'half', 1.5, 'quarter', 0.75, 'strict', null, 'firstLetter', 'happy', 'defaultMood', 'ok')
