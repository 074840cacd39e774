using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Holder;

namespace Burst.Hosts.Docker.Probing;

/// <summary>
/// A GET of the pod: well when answered with 200-399. A redirection is not followed. Whose certificate it is does not matter, as for a
/// kubelet: the address is the pod's own.
/// </summary>
internal static class HttpProbing
{
    private const string UserAgent = "kube-probe/burst";

    public static async Task<ProbeAnswer> AskAsync(HolderRelay relay, IPAddress address, HttpProbe get, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, token) => relay.ConnectAsync(address, get.Port, token),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{get.Scheme}://{address}:{get.Port}{get.Path}");
        request.Headers.ConnectionClose = true;
        Describe(request.Headers, get.Headers ?? []);
        using var reply = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return (int)reply.StatusCode is >= 200 and < 400 ? ProbeAnswer.Good : ProbeAnswer.Bad($"it answered {(int)reply.StatusCode}");
    }

    private static void Describe(HttpRequestHeaders headers, IReadOnlyList<HttpProbeHeader> given)
    {
        foreach (var header in given)
            headers.TryAddWithoutValidation(header.Name, header.Value);
        if (!headers.Contains("User-Agent"))
            headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (!headers.Contains("Accept"))
            headers.TryAddWithoutValidation("Accept", "*/*");
    }
}
