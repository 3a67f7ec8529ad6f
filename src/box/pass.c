/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/pass.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define ROOM CMSG_SPACE(PASS_FDS * sizeof(int))

/* A message of one byte with room for the descriptors beside it */
struct parcel {
	struct msghdr message;
	struct iovec bytes;
	char byte;
	_Alignas(struct cmsghdr) char room[ROOM];
};

static void parcel_init(struct parcel *parcel)
{
	memset(parcel, 0, sizeof(*parcel));
	parcel->bytes = (struct iovec){&parcel->byte, 1};
	parcel->message.msg_iov = &parcel->bytes;
	parcel->message.msg_iovlen = 1;
	parcel->message.msg_control = parcel->room;
	parcel->message.msg_controllen = sizeof(parcel->room);
}

int pass_send(int socket, const int fds[PASS_FDS])
{
	struct parcel parcel;
	struct cmsghdr *head;
	ssize_t sent;

	parcel_init(&parcel);
	head = CMSG_FIRSTHDR(&parcel.message);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(PASS_FDS * sizeof(*fds));
	memcpy(CMSG_DATA(head), fds, PASS_FDS * sizeof(*fds));
	do
		sent = sendmsg(socket, &parcel.message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == 1 ? 0 : -1;
}

int pass_take(int fds[PASS_FDS], int socket)
{
	struct parcel parcel;
	struct cmsghdr *head;
	ssize_t got;

	parcel_init(&parcel);
	do
		got = recvmsg(socket, &parcel.message, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	head = CMSG_FIRSTHDR(&parcel.message);
	if (got != 1 || !head || head->cmsg_type != SCM_RIGHTS ||
		head->cmsg_len != CMSG_LEN(PASS_FDS * sizeof(*fds)))
		return -1;
	memcpy(fds, CMSG_DATA(head), PASS_FDS * sizeof(*fds));
	return 0;
}
