using System.Net;
using Burst.Server.Security;

namespace Burst.Server.Tests.Security;

internal static class Certificates
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ClusterCertificates Create(string folder, string listen = "127.0.0.1", DateTimeOffset? now = null) =>
        ClusterCertificates.LoadOrCreate(folder, IPAddress.Parse(listen), now ?? Now);
}
