export const language = {"tag":"en","name":"English","direction":"ltr","plurals":"en","decimal":".","group":" ","pair":", ","list":", ","list_end":" and "};
