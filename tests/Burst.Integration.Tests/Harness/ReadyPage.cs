using System.Text.RegularExpressions;

namespace Burst.Integration.Tests.Harness;

/// <summary>What <c>/readyz</c> of the server in the sandbox says.</summary>
internal static partial class ReadyPage
{
    public static async Task<(int Status, string Text)> ReadAsync(string kubeconfig)
    {
        var server = Server().Match(kubeconfig).Groups[1].Value;
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token().Match(kubeconfig).Groups[1].Value);
        using var answer = await http.GetAsync(new Uri($"{server}/readyz"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"token: (\S+)")]
    private static partial Regex Token();

    [GeneratedRegex(@"server: ""?(https://[^\s""]+)")]
    private static partial Regex Server();
}
