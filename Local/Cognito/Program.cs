using KanbanAspire.Local.Cognito;

try
{
    await CognitoServer.Build(args).RunAsync();
    return Environment.ExitCode;
}
catch (DataFolderException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
