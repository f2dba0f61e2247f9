namespace KanbanAspire.Tests.Support;

/// <summary>Waits for servers that have just been started.</summary>
public static class Answering
{
    private const int Attempts = 600;

    /// <summary>Waits until an address answers with success.</summary>
    /// <param name="url">The address.</param>
    /// <param name="output">What the server has printed, for the error.</param>
    /// <returns>A task that ends then.</returns>
    /// <exception cref="TimeoutException">It does not for half a minute.</exception>
    public static async Task WaitAsync(string url, Func<IEnumerable<string>> output)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                using var response = await client.GetAsync(url);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"{url} does not answer:\n{string.Join('\n', output())}");
    }
}
