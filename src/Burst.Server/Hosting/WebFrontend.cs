using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>Kestrel with TLS and one handler; everything else a web framework brings is left out.</summary>
internal static class WebFrontend
{
    public const long BodyBytesMax = 4 * 1024 * 1024;
    private const long BodyBytesRead = 64 * 1024 * 1024;
    private const int ConnectionsMax = 1000;

    /// <exception cref="ServerStartException">The address cannot be listened on.</exception>
    public static async Task<WebApplication> StartAsync(
        IPEndPoint listen, X509Certificate2 certificate, RequestDelegate handler, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime>(new NoConsoleLifetime()));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesRead;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Listen(listen, options => options.UseHttps(certificate));
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(handler);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return app;
        }
        catch (IOException exception)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new ServerStartException($"Cannot listen on {listen}: {exception.Message} Choose another address with --listen.", exception);
        }
    }

    /// <summary>The address that was really taken (the port may have been 0), by a name the certificate carries.</summary>
    public static Uri ReachableUri(WebApplication app, IPEndPoint listen)
    {
        var bound = new Uri(app.Urls.First());
        var any = listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any);
        return any ? new UriBuilder(bound) { Host = "localhost" }.Uri : bound;
    }
}
