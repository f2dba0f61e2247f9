using KanbanAspire.Local.Cognito;

await CognitoServer.Build(args).RunAsync();
return Environment.ExitCode;
