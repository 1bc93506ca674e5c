select '{"ticket": {"ancestorsByParent": [{"depth": 1, "node": {"__typename": "Task", "dueOn": "2026-03-01"}}, {"depth": 2, "node": {"__typename": "Bug"}}]}}'::json
